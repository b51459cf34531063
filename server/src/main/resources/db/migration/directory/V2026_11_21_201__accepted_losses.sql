-- A run that would remove suspiciously many people or groups is refused until somebody accepts that; whoever does is
-- here until the run ends.
ALTER TABLE syncs ADD COLUMN losses_refused boolean NOT NULL DEFAULT false,
                  ADD COLUMN losses_accepted_by_kind text,
                  ADD COLUMN losses_accepted_by text;
