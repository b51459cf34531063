-- Every change, written in the transaction that made it. The application adds and reads; it can neither
-- alter nor remove.
CREATE TABLE audit_entries (
    tenant_id   uuid NOT NULL,
    id          bigint GENERATED ALWAYS AS IDENTITY,
    occurred_at timestamptz NOT NULL,
    actor_kind  text NOT NULL,
    actor_id    uuid,
    event       text NOT NULL,
    subject     text NOT NULL,
    facts       jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM ${application};

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_entries USING (tenant_id = current_tenant());
