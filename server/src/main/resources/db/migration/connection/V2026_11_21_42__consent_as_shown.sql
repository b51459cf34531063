-- What a person was shown is kept from the moment of choosing, not made again at the callback. Whoever is
-- at the network while this runs starts again.
TRUNCATE pending_connections;
ALTER TABLE pending_connections
    DROP COLUMN locale,
    ADD COLUMN notice_locale text,
    ADD COLUMN notice        text,
    ADD COLUMN categories    text[],
    ADD CHECK ((session_hash IS NULL) = (notice IS NULL)
               AND (notice IS NULL) = (notice_locale IS NULL)
               AND (notice IS NULL) = (categories IS NULL));

-- Of a grant: what it covers. Of what came later, nothing: it is about the whole grant.
ALTER TABLE consents ADD COLUMN categories text[] NOT NULL DEFAULT '{}';

CREATE INDEX connections_by_expiry
    ON connections (tenant_id, token_expires_at) WHERE ended_at IS NULL;
