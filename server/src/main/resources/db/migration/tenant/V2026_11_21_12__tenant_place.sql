-- What a tenant's availability follows from, for other modules' queries to join.
CREATE FUNCTION tenant_place(tenant uuid) RETURNS TABLE (cloud text, country text, rollout text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
    SELECT t.cloud, t.country, t.rollout FROM tenants t WHERE t.id = tenant
$$;
