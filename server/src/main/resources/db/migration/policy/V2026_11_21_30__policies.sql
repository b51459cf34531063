-- Each tenant's setting. consent_epoch moves when everyone's consent is withdrawn (mission row M6), version
-- with every change; decided tells a default from a choice, since a default may still follow the rollout.
CREATE TABLE policies (
    tenant_id          uuid PRIMARY KEY,
    audience           text NOT NULL,
    group_id           uuid,
    users_may_consent  boolean NOT NULL,
    ceiling            text NOT NULL,
    public_information boolean NOT NULL,
    consent_epoch      bigint NOT NULL,
    version            bigint NOT NULL,
    decided            boolean NOT NULL,
    changed_at         timestamptz NOT NULL,
    changed_by         uuid,
    CHECK ((audience = 'selectedGroup') = (group_id IS NOT NULL))
);

-- The older Selected list (mission row M8), as user principal names; read and exported, never added to.
CREATE TABLE listed_people (
    tenant_id           uuid NOT NULL,
    user_principal_name text NOT NULL,
    PRIMARY KEY (tenant_id, user_principal_name)
);

ALTER TABLE policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON policies USING (tenant_id = current_tenant());
ALTER TABLE listed_people ENABLE ROW LEVEL SECURITY;
ALTER TABLE listed_people FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON listed_people USING (tenant_id = current_tenant());
