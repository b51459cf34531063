-- SHA-256 of what the source was opened with, without secrets: after a change everything is read anew.
ALTER TABLE syncs ADD COLUMN settings bytea;
