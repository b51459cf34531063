-- Entries that were passed over are compared too, so that they are read again only once they change. One that was
-- passed over because somebody else has its name waits for that.
ALTER TABLE passed_over_entries ADD COLUMN id uuid,
                                ADD COLUMN source_version text NOT NULL DEFAULT '',
                                ADD COLUMN user_principal_name text;
