-- Applications change the setting too, so who changed it is kept as a kind and an id.
ALTER TABLE policies ADD COLUMN changed_by_kind text NOT NULL DEFAULT 'operator';
UPDATE policies SET changed_by_kind = 'person' WHERE changed_by IS NOT NULL;
ALTER TABLE policies ALTER COLUMN changed_by_kind DROP DEFAULT;
ALTER TABLE policies ALTER COLUMN changed_by TYPE text;
