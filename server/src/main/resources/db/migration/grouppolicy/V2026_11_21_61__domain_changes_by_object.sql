-- A change that was cut off is one of its object, and waits there while another object is changed.
DROP INDEX domain_changes_begun;
CREATE UNIQUE INDEX domain_changes_begun ON domain_changes (tenant_id, lower(domain), object)
    WHERE finished_at IS NULL;
