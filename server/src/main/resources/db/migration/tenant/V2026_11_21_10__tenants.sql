-- The registry of organisations. It is searched before a tenant is known (which tenant has this mail
-- domain, this issuer?), so row-level security does not apply to it; it holds nothing about people.
CREATE TABLE tenants (
    id                uuid PRIMARY KEY,
    name              text NOT NULL,
    cloud             text NOT NULL,
    country           text NOT NULL,
    rollout           text NOT NULL,
    preset            text NOT NULL,
    privacy_statement text NOT NULL,
    issuer            text NOT NULL UNIQUE,
    client_id         text NOT NULL,
    client_secret     bytea NOT NULL,
    user_claim        text NOT NULL,
    audience          text NOT NULL
);

CREATE TABLE tenant_domains (
    domain    text PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX tenant_domains_by_tenant ON tenant_domains (tenant_id);
