-- db-scheduler's table for reading the tenants' sources. Not the one of connections: each scheduler deletes in
-- the end what is in its table and none of its tasks.
CREATE TABLE sync_tasks (
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
CREATE INDEX sync_tasks_by_time ON sync_tasks (execution_time);
CREATE INDEX sync_tasks_by_heartbeat ON sync_tasks (last_heartbeat);
