-- Where a source has a person or a group, and in which version: LDAP servers without change numbers are compared
-- with this.
ALTER TABLE people ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE groups ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE staged_people ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE staged_groups ADD COLUMN source_name text, ADD COLUMN source_version text;
