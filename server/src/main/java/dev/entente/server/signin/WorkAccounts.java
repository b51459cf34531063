package dev.entente.server.signin;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.web.Role;
import dev.entente.server.web.SignedIn;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Component;

/**
 * Whom a proven token stands for: a person of the directory, never one that a token invents, or an
 * application.
 */
@Component
class WorkAccounts {

  private final Directory directory;

  WorkAccounts(Directory directory) {
    this.directory = directory;
  }

  /**
   * @throws SignInRefused when the tenant's directory has no such person, or has disabled them
   */
  SignedIn of(Tenant tenant, ClaimAccessor claims) {
    var person =
        Optional.ofNullable(claims.getClaimAsString(tenant.signIn().userClaim()))
            .flatMap(it -> person(tenant.id(), it))
            .orElseThrow(() -> new SignInRefused(SignInRefused.Reason.NOT_IN_DIRECTORY));
    if (!person.enabled()) {
      throw new SignInRefused(SignInRefused.Reason.ACCOUNT_DISABLED);
    }
    return SignedIn.person(tenant.id(), person.id(), person.displayName(), rolesIn(claims));
  }

  /**
   * As {@link #of}, or the application that an access token was issued to with nobody behind it:
   * the provider says so ({@code idtyp} at Microsoft Entra ID) or names the client as the subject
   * (RFC 9068 §2.2).
   */
  SignedIn ofAccessToken(Tenant tenant, ClaimAccessor claims) {
    var client =
        Stream.of("azp", "client_id", "appid")
            .flatMap(it -> Stream.ofNullable(claims.getClaimAsString(it)))
            .findFirst();
    return client
        .filter(
            it ->
                "app".equals(claims.getClaimAsString("idtyp"))
                    || it.equals(claims.getClaimAsString("sub")))
        .map(it -> SignedIn.application(tenant.id(), it, rolesIn(claims)))
        .orElseGet(() -> of(tenant, claims));
  }

  /** Whether the person may still use what they signed in to. */
  boolean isEnabled(SignedIn signedIn) {
    return directory.person(signedIn.tenant(), signedIn.user()).filter(Person::enabled).isPresent();
  }

  /**
   * By the directory's id, or else by the one under which the organisation provisioned the person.
   * Never by a name or an address: those are reassigned.
   */
  private Optional<Person> person(TenantId tenant, String claim) {
    return UserId.find(claim)
        .flatMap(it -> directory.person(tenant, it))
        .or(() -> directory.personByExternalId(tenant, claim));
  }

  /** {@code roles} as applications define them, {@code wids} as Microsoft Entra sends them. */
  private static Set<Role> rolesIn(ClaimAccessor claims) {
    var held = new HashSet<>(texts(claims.getClaims().get("roles")));
    var templates = texts(claims.getClaims().get("wids"));
    return Arrays.stream(Role.values())
        .filter(it -> held.contains(it.claim()) || holdsTemplate(templates, it))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean holdsTemplate(List<String> templates, Role role) {
    return !role.templateId().isEmpty() && templates.contains(role.templateId());
  }

  private static List<String> texts(@Nullable Object claim) {
    return claim instanceof Collection<?> values
        ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
