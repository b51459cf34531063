package dev.entente.sandbox.work;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A demo organisation.
 *
 * @param slug the end of its issuer
 * @param id its tenant id at the server, the end of the redirect URI
 */
public record Organisation(
    String slug, String id, String name, String clientSecret, List<WorkPerson> people) {

  Optional<WorkPerson> person(String userPrincipalName) {
    return people.stream()
        .filter(it -> it.userPrincipalName().equals(userPrincipalName.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Someone who works there. */
  public record WorkPerson(
      String id,
      String userPrincipalName,
      String displayName,
      boolean enabled,
      List<String> roles) {

    public String localPart() {
      return userPrincipalName.substring(0, userPrincipalName.indexOf('@'));
    }
  }
}
