-- The groups that contain a person, through nested ones: up from the person, so that the cost is that of the
-- person's groups and not of the tenant's. UNION (not ALL) ends on cycles; only security groups nest. PostgreSQL
-- puts the body in the place of the call, so whoever looks for one group stops walking when it is met.
CREATE FUNCTION groups_containing(tenant uuid, person uuid) RETURNS TABLE (group_id uuid)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
AS $$
    WITH RECURSIVE containing (group_id, nests) AS (
        SELECT g.id, g.kind = 'security'
        FROM memberships m JOIN groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
        WHERE m.tenant_id = tenant AND m.person_id = person
        UNION
        SELECT g.id, true
        FROM containing c
        JOIN memberships m ON m.tenant_id = tenant AND m.nested_group_id = c.group_id
        JOIN groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id AND g.kind = 'security'
        WHERE c.nests
    )
    SELECT c.group_id FROM containing c
$$;

-- What a decision needs to know of a person and, where one is selected, a group; for the decision's query to
-- join. Always one row: is_current is false while the tenant's source has not been read within the tenant's
-- bound, enabled false also for a person whom the directory does not know.
CREATE FUNCTION directory_standing(tenant uuid, person uuid, selected uuid, moment timestamptz)
    RETURNS TABLE (is_current boolean, enabled boolean, user_principal_name text,
                   group_exists boolean, is_member boolean)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
    SELECT coalesce((SELECT s.last_success >= moment - s.max_age FROM syncs s WHERE s.tenant_id = tenant),
                    NOT EXISTS (SELECT 1 FROM syncs s WHERE s.tenant_id = tenant)),
           coalesce(p.enabled, false),
           p.user_principal_name,
           EXISTS (SELECT 1 FROM groups g WHERE g.tenant_id = tenant AND g.id = selected),
           CASE WHEN selected IS NOT NULL
                THEN EXISTS (SELECT 1 FROM groups_containing(tenant, person) c WHERE c.group_id = selected)
                ELSE false END
    FROM (SELECT 1) AS always LEFT JOIN people p ON p.tenant_id = tenant AND p.id = person
$$;
