-- Rows have owners: what came from LDAP is changed by LDAP alone, and a full load of one source leaves the
-- others' rows alone. What was loaded until now came from files.
ALTER TABLE people ADD COLUMN owner text NOT NULL DEFAULT 'csv';
ALTER TABLE people ALTER COLUMN owner DROP DEFAULT;
ALTER TABLE groups ADD COLUMN owner text NOT NULL DEFAULT 'csv',
                   ADD COLUMN description text,
                   ADD COLUMN membership_rule text;
ALTER TABLE groups ALTER COLUMN owner DROP DEFAULT;
CREATE INDEX groups_in_order ON groups (tenant_id, display_name, id);

-- Changes on their way into the tables above: those of one call, or the pages of one run. Of several changes
-- to the same thing the last one stands here. They take effect together, when the batch is merged.
CREATE TABLE staged_people (
    tenant_id           uuid NOT NULL,
    batch               uuid NOT NULL,
    id                  uuid NOT NULL,
    removed             boolean NOT NULL,
    user_principal_name text,
    display_name        text,
    given_name          text,
    surname             text,
    mail                text,
    job_title           text,
    department          text,
    company_name        text,
    manager_id          uuid,
    enabled             boolean,
    photo               bytea,
    photo_type          text,
    PRIMARY KEY (tenant_id, batch, id)
);

CREATE TABLE staged_groups (
    tenant_id       uuid NOT NULL,
    batch           uuid NOT NULL,
    id              uuid NOT NULL,
    removed         boolean NOT NULL,
    display_name    text,
    description     text,
    mail            text,
    kind            text,
    membership_rule text,
    PRIMARY KEY (tenant_id, batch, id)
);

-- Groups whose staged members are all that they have.
CREATE TABLE staged_rosters (
    tenant_id uuid NOT NULL,
    batch     uuid NOT NULL,
    group_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id, batch, group_id)
);

CREATE TABLE staged_members (
    tenant_id       uuid NOT NULL,
    batch           uuid NOT NULL,
    group_id        uuid NOT NULL,
    person_id       uuid,
    nested_group_id uuid,
    removed         boolean NOT NULL,
    CHECK (num_nonnulls(person_id, nested_group_id) = 1),
    UNIQUE NULLS NOT DISTINCT (tenant_id, batch, group_id, person_id, nested_group_id)
);

-- How each tenant's source stands. batch is the run under way, position where it has come to; completed is
-- where the next run begins once this one is done. max_age is here too, for decisions to be made in one query.
CREATE TABLE syncs (
    tenant_id    uuid PRIMARY KEY,
    owner        text NOT NULL,
    max_age      interval NOT NULL,
    completed    text NOT NULL,
    batch        uuid,
    position     text,
    is_full      boolean,
    began_at     timestamptz,
    changes      integer,
    last_run     timestamptz,
    last_success timestamptz,
    error        text,
    CHECK (num_nulls(batch, position, is_full, began_at, changes) IN (0, 5))
);

ALTER TABLE staged_people ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_people FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON staged_people USING (tenant_id = current_tenant());
ALTER TABLE staged_groups ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_groups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON staged_groups USING (tenant_id = current_tenant());
ALTER TABLE staged_rosters ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_rosters FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON staged_rosters USING (tenant_id = current_tenant());
ALTER TABLE staged_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_members FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON staged_members USING (tenant_id = current_tenant());
ALTER TABLE syncs ENABLE ROW LEVEL SECURITY;
ALTER TABLE syncs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON syncs USING (tenant_id = current_tenant());
