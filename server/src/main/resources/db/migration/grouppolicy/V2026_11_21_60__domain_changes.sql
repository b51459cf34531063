-- Changes of Group Policy objects in tenants' domains. entries_before and entries_after hold the entries about
-- our policy in the form of a Registry.pol, and nothing else of the object. A change that is not finished was
-- cut off; there is one at most, and entries_before are then those from before the first attempt.
CREATE TABLE domain_changes (
    tenant_id      uuid NOT NULL,
    id             uuid NOT NULL,
    domain         text NOT NULL,
    object_name    text NOT NULL,
    object         uuid NOT NULL,
    goal           text NOT NULL,
    entries_before bytea NOT NULL,
    entries_after  bytea NOT NULL,
    version_before integer NOT NULL,
    version_after  integer NOT NULL,
    begun_at       timestamptz NOT NULL,
    finished_at    timestamptz,
    actor_kind     text NOT NULL,
    actor          text,
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX domain_changes_begun ON domain_changes (tenant_id) WHERE finished_at IS NULL;
CREATE INDEX domain_changes_finished ON domain_changes (tenant_id, finished_at);

ALTER TABLE domain_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE domain_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON domain_changes USING (tenant_id = current_tenant());
