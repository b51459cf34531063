-- Whose token it is: the network may take back a member's whole grant, and a newer connection with it. Tokens
-- that wait already go back as before.
ALTER TABLE revocations ADD COLUMN member_fingerprint text NOT NULL DEFAULT '';
ALTER TABLE revocations ALTER COLUMN member_fingerprint DROP DEFAULT;

-- Under which consent epoch a person agreed. Whoever is at the network while this runs starts again.
TRUNCATE pending_connections;
ALTER TABLE pending_connections
    ADD COLUMN consent_epoch bigint,
    ADD CHECK ((session_hash IS NULL) = (consent_epoch IS NULL));
