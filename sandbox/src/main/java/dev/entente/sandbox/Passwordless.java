package dev.entente.sandbox;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Somebody who chose who to be. */
public final class Passwordless {

  private Passwordless() {}

  /** With the time of it, which ID tokens are made from. */
  public static Authentication signedInNow(String name) {
    return UsernamePasswordAuthenticationToken.authenticated(
        name,
        "",
        List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
  }
}
