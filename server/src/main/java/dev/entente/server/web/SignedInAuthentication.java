package dev.entente.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** Spring Security's view of a {@link SignedIn}: the person, and never a token. */
public final class SignedInAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final SignedIn person;

  public SignedInAuthentication(SignedIn person) {
    super(List.<GrantedAuthority>of());
    this.person = person;
    setAuthenticated(true);
  }

  @Override
  public SignedIn getPrincipal() {
    return person;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }
}
