-- What came of a network's answer, for whoever brings the same answer again; null while it is being worked on.
ALTER TABLE pending_connections ADD COLUMN outcome text;
