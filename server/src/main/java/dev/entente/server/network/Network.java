package dev.entente.server.network;

import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.util.Set;

/**
 * A professional network. What more it can do it says by the interfaces it implements: {@link
 * SharesOwnData}, {@link ShowsMembers}, {@link RevokesTokens}, {@link IntrospectsTokens}.
 */
public interface Network {

  /** Its name in the API, such as {@code linkedin}. */
  String name();

  /** Its name on pages, such as {@code LinkedIn}. */
  String displayName();

  /** The categories that the configured app can really obtain; the rest is shown as not offered. */
  Set<Category> categories();

  /** Where a member signs in and accepts (RFC 6749 §4.1.1). */
  URI authorizationUri(String state, URI redirectUri);

  /** The issuer that RFC 9207's {@code iss} has to name when the network sends one. */
  boolean acceptsIssuer(String issuer);

  /**
   * Exchanges a code and checks the ID token. Never retried: a code is good once.
   *
   * @param tenant whose share of the call budget is used
   * @param state the one given to {@link #authorizationUri}; what binds the code to that request
   *     (PKCE's verifier, the nonce) is derived from it where the network can do so
   * @throws SignInFailed when there is no grant
   */
  MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri);

  /** Where a member removes our permission and sees what it is. */
  URI permissionsPage();

  /** Where a member decides whether the profile may be viewed in work apps (mission row M26). */
  URI visibilityPage();

  /** The network's privacy statement. */
  URI privacyStatement();
}
