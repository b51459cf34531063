-- What a provisioning client says of a person or a group beyond the directory's own words. A row here is what
-- makes them visible to SCIM.
CREATE TABLE scim_users (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    external_id text,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES people ON DELETE CASCADE,
    UNIQUE (tenant_id, external_id)
);

CREATE TABLE scim_groups (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    external_id text,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES groups ON DELETE CASCADE,
    UNIQUE (tenant_id, external_id)
);

-- Bearer tokens of provisioning clients; only their hashes are kept.
CREATE TABLE scim_tokens (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    name         text NOT NULL,
    hash         text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, hash)
);

ALTER TABLE scim_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim_users FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scim_users USING (tenant_id = current_tenant());
ALTER TABLE scim_groups ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim_groups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scim_groups USING (tenant_id = current_tenant());
ALTER TABLE scim_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scim_tokens USING (tenant_id = current_tenant());
