-- The application role works in the schema and owns nothing in it. Tables made later are granted to it
-- here once, so that no migration can forget; each tenant table still forces row-level security itself.
GRANT USAGE ON SCHEMA public TO ${application};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${application};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${application};

-- The tenant of the running transaction; null outside one, so that every tenant table is then empty.
CREATE FUNCTION current_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('entente.tenant_id', true), '')::uuid;
