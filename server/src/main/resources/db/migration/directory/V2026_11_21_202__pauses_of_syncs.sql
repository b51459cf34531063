-- A source may ask to be left alone for a while.
ALTER TABLE syncs ADD COLUMN not_before timestamptz;
