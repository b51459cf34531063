-- Rows that come by the thousand in one transaction are nothing to the planner until they are counted: it takes
-- them for one row and joins them by a nested loop over all of them. Only a table's owner may count them.
-- Whoever counts keeps others from it until the transaction ends; they go on without, rather than wait.
CREATE FUNCTION analyze_staged() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
    'BEGIN ANALYZE (SKIP_LOCKED) staged_people, staged_groups, staged_rosters, staged_members; END';
CREATE FUNCTION analyze_directory() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
    'BEGIN ANALYZE (SKIP_LOCKED) people, groups, memberships; END';
