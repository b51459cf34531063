package dev.entente.server.signin;

import dev.entente.server.kernel.Problem;
import dev.entente.server.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where an account signs in, for programs: OpenID Connect Discovery 1.0 §2, by WebFinger (RFC
 * 7033). It tells what the sign-in page tells, by mail domain, and nothing of who has an account.
 */
@RestController
@Tag(name = "Sign-in")
class WebFingerController {

  private static final String ISSUER = "http://openid.net/specs/connect/1.0/issuer";
  private static final String JRD = "application/jrd+json";

  private final Tenants tenants;

  WebFingerController(Tenants tenants) {
    this.tenants = tenants;
  }

  @Operation(summary = "The OpenID provider of an account, acct:you@example.com")
  @GetMapping(path = "/.well-known/webfinger", produces = JRD)
  ResponseEntity<Description> find(
      @RequestParam String resource, @RequestParam(defaultValue = "") List<String> rel) {
    var issuer =
        tenants
            .byDomain(domainOf(resource))
            .map(it -> new Link(ISSUER, it.signIn().issuer().toString()))
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.Code.NOT_FOUND,
                        "No organisation here has this mail domain.",
                        "resource"));
    return ResponseEntity.ok()
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*") // RFC 7033 §5
        .body(
            new Description(
                resource,
                Stream.of(issuer).filter(it -> rel.isEmpty() || rel.contains(it.rel())).toList()));
  }

  private static String domainOf(String resource) {
    var at = resource.lastIndexOf('@');
    if (!resource.toLowerCase(Locale.ROOT).startsWith("acct:") || at < 0) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "resource is an account: acct:you@example.com.",
          "resource");
    }
    return resource.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** A JSON Resource Descriptor, as far as it is needed. */
  record Description(String subject, List<Link> links) {}

  /** Where something about the account is. */
  record Link(String rel, String href) {}
}
