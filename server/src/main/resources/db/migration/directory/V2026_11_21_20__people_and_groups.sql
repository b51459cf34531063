-- Who is in an organisation, as its directory says. A membership holds a person or a nested group, never
-- both. Both directions are indexed: up from a person for a decision, down from a group for its members.
CREATE TABLE people (
    tenant_id           uuid NOT NULL,
    id                  uuid NOT NULL,
    user_principal_name text NOT NULL,
    display_name        text NOT NULL,
    given_name          text,
    surname             text,
    mail                text,
    job_title           text,
    department          text,
    company_name        text,
    manager_id          uuid,
    enabled             boolean NOT NULL,
    photo               bytea,
    photo_type          text,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX people_by_principal_name ON people (tenant_id, lower(user_principal_name));
CREATE INDEX people_by_name ON people (tenant_id, display_name, id);
CREATE INDEX people_by_manager ON people (tenant_id, manager_id);

CREATE TABLE groups (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    display_name text NOT NULL,
    mail         text,
    kind         text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX groups_by_name ON groups (tenant_id, lower(display_name) text_pattern_ops);
CREATE INDEX groups_by_mail ON groups (tenant_id, lower(mail) text_pattern_ops);

CREATE TABLE memberships (
    tenant_id       uuid NOT NULL,
    group_id        uuid NOT NULL,
    person_id       uuid,
    nested_group_id uuid,
    CHECK (num_nonnulls(person_id, nested_group_id) = 1),
    UNIQUE NULLS NOT DISTINCT (tenant_id, group_id, person_id, nested_group_id)
);
CREATE INDEX memberships_of_person ON memberships (tenant_id, person_id);
CREATE INDEX memberships_of_group ON memberships (tenant_id, nested_group_id);

ALTER TABLE people ENABLE ROW LEVEL SECURITY;
ALTER TABLE people FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON people USING (tenant_id = current_tenant());
ALTER TABLE groups ENABLE ROW LEVEL SECURITY;
ALTER TABLE groups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON groups USING (tenant_id = current_tenant());
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memberships USING (tenant_id = current_tenant());
