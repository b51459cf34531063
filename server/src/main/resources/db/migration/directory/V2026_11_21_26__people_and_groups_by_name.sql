-- For $filter and for finding people by what a list calls them.
CREATE INDEX people_by_mail ON people (tenant_id, lower(mail) text_pattern_ops);
CREATE INDEX people_by_lower_name ON people (tenant_id, lower(display_name) text_pattern_ops);
