-- When each tenant next has something to tidy up after its connections, so that asking who has costs nothing
-- while nobody has. The server asks it of all tenants at once, and may: it says nothing of people. Only a
-- tenant's own transaction changes it.
CREATE TABLE chores (
    tenant_id uuid NOT NULL,
    chore     text NOT NULL,
    due_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, chore)
);
CREATE INDEX chores_by_time ON chores (chore, due_at);

-- What may wait already is looked at once.
INSERT INTO chores (tenant_id, chore, due_at)
SELECT t.id, chore, now()
FROM tenants t
CROSS JOIN unnest(ARRAY['end-dead-connections', 'narrow-two-way-connections', 'give-tokens-back']) AS chore;

ALTER TABLE chores ENABLE ROW LEVEL SECURITY;
ALTER TABLE chores FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON chores USING (tenant_id = current_tenant());
CREATE POLICY asked_of_all_tenants ON chores FOR SELECT USING (true);
