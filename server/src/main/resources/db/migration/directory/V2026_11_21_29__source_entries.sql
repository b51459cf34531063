-- Where a source has a person or a group, and in which version: LDAP servers without change numbers are compared
-- with this.
ALTER TABLE people ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE groups ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE staged_people ADD COLUMN source_name text, ADD COLUMN source_version text;
ALTER TABLE staged_groups ADD COLUMN source_name text, ADD COLUMN source_version text;

-- Entries that a source has and that cannot be made a person or a group: those of the last full load, and of what
-- was read since.
CREATE TABLE passed_over_entries (
    tenant_id uuid NOT NULL,
    name      text NOT NULL,
    batch     uuid NOT NULL,
    reason    text NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
ALTER TABLE passed_over_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE passed_over_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON passed_over_entries USING (tenant_id = current_tenant());
