-- A person has a GUID; an application has the client id that its provider gave it.
ALTER TABLE audit_entries ALTER COLUMN actor_id TYPE text;
