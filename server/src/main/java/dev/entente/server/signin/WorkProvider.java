package dev.entente.server.signin;

import java.net.URI;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A tenant's OpenID Connect provider, discovered.
 *
 * @param sendsIss whether its authorization responses always carry {@code iss} (RFC 9207 §3)
 * @param endSession where its own session is ended (OpenID Connect RP-Initiated Logout 1.0 §2.1)
 * @param registration without the client secret: {@link CodeExchange} alone needs it
 * @param idTokens checks identity tokens
 * @param accessTokens checks access tokens for our API
 */
record WorkProvider(
    String issuer,
    boolean sendsIss,
    Optional<URI> endSession,
    ClientRegistration registration,
    JwtDecoder idTokens,
    JwtDecoder accessTokens) {}
