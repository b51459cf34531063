package dev.entente.server.network.linkedin;

import static dev.entente.server.network.SignInFailed.Cause.ID_TOKEN_INVALID;
import static dev.entente.server.network.SignInFailed.Cause.UNREACHABLE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.entente.server.kernel.Secret;
import dev.entente.server.network.SignInFailed;
import dev.entente.server.network.linkedin.Reply.Received;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * LinkedIn's ID tokens, checked as OpenID Connect Core §3.1.3.7 asks. Only RS256, only keys from
 * LinkedIn's own key set (which names no {@code use}); a header that points to keys elsewhere is
 * not looked at.
 */
final class IdTokens {

  private static final Duration SKEW = Duration.ofSeconds(60);

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  IdTokens(LinkedInSettings settings, Calls calls, Http http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys()));
    processor.setJWTClaimsSetVerifier((_, _) -> {}); // ours follow, in the specification's order
  }

  /**
   * Whom the token speaks of.
   *
   * @param nonce what it has to repeat; empty when none was sent
   */
  String subject(Secret idToken, Optional<String> nonce) {
    var claims = signed(idToken);
    var iss = claims.getIssuer();
    refuseUnless(iss != null && settings.issuers().contains(iss), "iss"); // step 2
    refuseUnless(claims.getAudience().equals(List.of(settings.clientId())), "aud"); // step 3
    var azp = claims.getClaim("azp");
    refuseUnless(azp == null || azp.equals(settings.clientId()), "azp"); // steps 4 and 5
    var now = clock.instant();
    var exp = claims.getExpirationTime();
    refuseUnless(exp != null && now.isBefore(exp.toInstant().plus(SKEW)), "exp"); // step 9
    var iat = claims.getIssueTime();
    refuseUnless(iat != null && !iat.toInstant().isAfter(now.plus(SKEW)), "iat"); // step 10
    nonce.ifPresent(sent -> refuseUnless(sent.equals(claims.getClaim("nonce")), "nonce")); // 11
    var sub = claims.getSubject();
    if (sub == null || sub.isBlank() || sub.length() > 255) {
      throw new SignInFailed(ID_TOKEN_INVALID, "sub"); // §2
    }
    return sub;
  }

  /** Steps 6 to 8: the signature. */
  private JWTClaimsSet signed(Secret idToken) {
    try {
      return processor.process(idToken.reveal(), null);
    } catch (KeySourceException _) {
      throw new SignInFailed(UNREACHABLE, "the network's keys could not be read");
    } catch (ParseException | BadJOSEException | JOSEException _) {
      throw new SignInFailed(ID_TOKEN_INVALID, "signature or form");
    }
  }

  /** Cached for five minutes; an unknown key id asks again, at most twice in half a minute. */
  private JWKSource<SecurityContext> keys() {
    try {
      return JWKSourceBuilder.create(settings.web("/oauth/openid/jwks").toURL(), this::retrieve)
          .refreshAheadCache(false)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("The URL of LinkedIn's keys cannot be used.", e);
    }
  }

  private Resource retrieve(URL url) throws IOException {
    var reply = calls.readForAll(http.get(uri(url)).build());
    if (reply instanceof Received received && received.status() == 200) {
      return new Resource(new String(received.body(), StandardCharsets.UTF_8), "application/json");
    }
    throw new IOException("LinkedIn's keys could not be read.");
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("LinkedIn's keys have no proper URL.", e);
    }
  }

  private static void refuseUnless(boolean condition, String claim) {
    if (!condition) {
      throw new SignInFailed(ID_TOKEN_INVALID, claim);
    }
  }
}
