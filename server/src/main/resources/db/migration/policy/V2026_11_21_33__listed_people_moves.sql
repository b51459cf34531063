-- The latest move of each tenant's older Selected list into a group (mission row M9): how far it is, and then how it
-- went. Names are moved in their order, so after a kill the next batch begins behind moved_through.
CREATE TABLE listed_people_moves (
    tenant_id           uuid PRIMARY KEY,
    id                  uuid NOT NULL,
    group_id            uuid NOT NULL,
    select_from_version bigint,
    begun_by_kind       text NOT NULL,
    begun_by            text,
    total               integer NOT NULL,
    moved_through       text NOT NULL,
    done                integer NOT NULL,
    added               integer NOT NULL,
    unknown             integer NOT NULL,
    finished_at         timestamptz,
    refusal             text
);

ALTER TABLE listed_people_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE listed_people_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON listed_people_moves USING (tenant_id = current_tenant());

-- db-scheduler's table for the moves. Not another module's: each scheduler deletes in the end what is in its table
-- and none of its tasks.
CREATE TABLE move_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX move_tasks_by_time ON move_tasks (execution_time);
CREATE INDEX move_tasks_by_heartbeat ON move_tasks (last_heartbeat);
