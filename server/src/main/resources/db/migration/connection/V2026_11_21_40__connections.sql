-- A person's link to one member of a network. The member is a keyed fingerprint, the token is sealed; a
-- connection that has ended keeps neither token nor use, only the fact.
CREATE TABLE connections (
    tenant_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    owner_id           uuid NOT NULL,
    network            text NOT NULL,
    member_fingerprint text NOT NULL,
    direction          text NOT NULL,
    consent_epoch      bigint NOT NULL,
    connected_at       timestamptz NOT NULL,
    token              bytea,
    token_expires_at   timestamptz NOT NULL,
    ended_at           timestamptz,
    end_reason         text,
    PRIMARY KEY (tenant_id, id),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CHECK (ended_at IS NULL OR token IS NULL)
);
-- One member per work account, and one work account per member.
CREATE UNIQUE INDEX connections_one_per_owner
    ON connections (tenant_id, network, owner_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX connections_one_per_member
    ON connections (tenant_id, network, member_fingerprint) WHERE ended_at IS NULL;
CREATE INDEX connections_by_owner ON connections (tenant_id, owner_id, connected_at DESC);
CREATE INDEX connections_by_epoch ON connections (tenant_id, consent_epoch) WHERE ended_at IS NULL;

-- Between our page and the callback. The state is single-use and stored as a hash, as is the session.
CREATE TABLE pending_connections (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    owner_id     uuid NOT NULL,
    network      text NOT NULL,
    direction    text NOT NULL,
    return_to    text NOT NULL,
    locale       text NOT NULL,
    expires_at   timestamptz NOT NULL,
    state_hash   text,
    session_hash text,
    used_at      timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX pending_connections_by_state ON pending_connections (tenant_id, state_hash);
CREATE INDEX pending_connections_by_expiry ON pending_connections (tenant_id, expires_at);

-- Tokens that the network has still to take back. The row goes with the network's answer.
CREATE TABLE revocations (
    tenant_id       uuid NOT NULL,
    connection_id   uuid NOT NULL,
    network         text NOT NULL,
    token           bytea NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, connection_id)
);
CREATE INDEX revocations_due ON revocations (tenant_id, next_attempt_at);

-- What a person was shown when asked, word for word; one row for each text that was ever shown.
CREATE TABLE consent_notices (
    tenant_id uuid NOT NULL,
    hash      text NOT NULL,
    locale    text NOT NULL,
    text      text NOT NULL,
    PRIMARY KEY (tenant_id, hash)
);

-- Grants and withdrawals as evidence: added, never altered.
CREATE TABLE consents (
    tenant_id     uuid NOT NULL,
    id            bigint GENERATED ALWAYS AS IDENTITY,
    owner_id      uuid NOT NULL,
    connection_id uuid NOT NULL,
    occurred_at   timestamptz NOT NULL,
    event         text NOT NULL,
    direction     text NOT NULL,
    consent_epoch bigint NOT NULL,
    notice_hash   text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX consents_by_owner ON consents (tenant_id, owner_id, id);
REVOKE UPDATE, DELETE, TRUNCATE ON consents, consent_notices FROM ${application};

ALTER TABLE connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE connections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON connections USING (tenant_id = current_tenant());
ALTER TABLE pending_connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE pending_connections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pending_connections USING (tenant_id = current_tenant());
ALTER TABLE revocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE revocations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON revocations USING (tenant_id = current_tenant());
ALTER TABLE consent_notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_notices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON consent_notices USING (tenant_id = current_tenant());
ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON consents USING (tenant_id = current_tenant());
