package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.SandboxSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What OpenID Connect tells of a member; no address of the profile, no company. */
final class MemberClaims {

  private MemberClaims() {}

  static Map<String, Object> of(Member member, SandboxSettings settings, Faults.Plan faults) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("name", member.name());
    claims.put("given_name", member.firstName());
    claims.put("family_name", member.lastName());
    claims.put("picture", picture(member, settings));
    claims.put("locale", locale(faults.localeAsString()));
    member
        .primaryEmail()
        .ifPresent(
            it -> {
              claims.put("email", it);
              claims.put("email_verified", true);
            });
    return claims;
  }

  /** A LinkedHashMap, since Spring stores a token's claims by type and knows that one. */
  private static Object locale(boolean asString) {
    return asString ? "en_US" : new LinkedHashMap<>(Map.of("country", "US", "language", "en"));
  }

  static String picture(Member member, SandboxSettings settings) {
    return "%s/media/%s.png".formatted(settings.baseUrl(), member.handle());
  }
}
