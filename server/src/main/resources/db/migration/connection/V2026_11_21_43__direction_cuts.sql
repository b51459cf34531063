-- When the direction ceiling comes down, connections that were made under an older version of the policy go
-- one way from that commit on; their rows follow in batches.
ALTER TABLE connections ADD COLUMN policy_version bigint NOT NULL DEFAULT 0;
CREATE INDEX connections_two_way
    ON connections (tenant_id, policy_version) WHERE ended_at IS NULL AND direction = 'both';

CREATE TABLE direction_cuts (
    tenant_id      uuid NOT NULL,
    policy_version bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);
ALTER TABLE direction_cuts ENABLE ROW LEVEL SECURITY;
ALTER TABLE direction_cuts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON direction_cuts USING (tenant_id = current_tenant());

-- How long the network has been asked for.
ALTER TABLE revocations ADD COLUMN since timestamptz NOT NULL DEFAULT now();
ALTER TABLE revocations ALTER COLUMN since DROP DEFAULT;
