-- Dynamic groups made here are looked for whenever people change.
CREATE INDEX dynamic_groups ON groups (tenant_id) WHERE owner = 'entente' AND membership_rule IS NOT NULL;
