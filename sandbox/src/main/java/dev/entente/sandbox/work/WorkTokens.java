package dev.entente.sandbox.work;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.entente.sandbox.Keys;
import dev.entente.sandbox.SandboxSettings;
import dev.entente.sandbox.work.Organisation.WorkPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** What tokens say of a person at work, and access tokens without a browser, for scripts. */
@Component
class WorkTokens {

  static final Duration LIFE = Duration.ofHours(1);

  private final SandboxSettings settings;
  private final Keys keys;

  WorkTokens(SandboxSettings settings, Keys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  String issuer(String slug) {
    return settings.baseUrl() + "/work/" + slug;
  }

  static Map<String, Object> claims(WorkPerson person) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", person.id());
    claims.put("oid", person.id());
    claims.put("name", person.displayName());
    claims.put("preferred_username", person.userPrincipalName());
    claims.put("email", person.userPrincipalName());
    claims.put("roles", person.roles());
    return claims;
  }

  /** Of a job that administers. */
  static Map<String, Object> claims(String client) {
    return Map.of("sub", client, "client_id", client, "roles", List.of("GlobalAdministrator"));
  }

  /** A JWT access token for Entente's API (RFC 9068). */
  String accessToken(Organisation organisation, WorkPerson person) {
    var issuer = issuer(organisation.slug());
    var now = Instant.now();
    var claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .audience(List.of(WorkClients.CLIENT_ID))
            .issuedAt(now)
            .expiresAt(now.plus(LIFE))
            .claims(all -> all.putAll(claims(person)))
            .build();
    var header = JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").keyId(issuer).build();
    return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(keys.of(issuer))))
        .encode(JwtEncoderParameters.from(header, claims))
        .getTokenValue();
  }
}
