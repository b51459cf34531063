package dev.entente.sandbox.work;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /sandbox/tokens}: an access token of a person's own organisation, for scripts. */
@RestController
class WorkTokenController {

  private final Organisations organisations;
  private final WorkTokens tokens;

  WorkTokenController(Organisations organisations, WorkTokens tokens) {
    this.organisations = organisations;
    this.tokens = tokens;
  }

  record Request(String user) {}

  @PostMapping("/sandbox/tokens")
  ResponseEntity<Map<String, Object>> create(@RequestBody Request request) {
    var user = request.user() == null ? "" : request.user();
    return organisations
        .employing(user)
        .map(it -> token(it, it.person(user).orElseThrow()))
        .orElseGet(() -> refuse("Nobody is called '%s'; see demo/*/people.csv.".formatted(user)));
  }

  private ResponseEntity<Map<String, Object>> token(
      Organisation organisation, Organisation.WorkPerson person) {
    if (!person.enabled()) {
      return refuse("The account %s is disabled.".formatted(person.userPrincipalName()));
    }
    return ResponseEntity.ok(
        Map.of(
            "access_token", tokens.accessToken(organisation, person),
            "token_type", "Bearer",
            "expires_in", WorkTokens.LIFE.toSeconds()));
  }

  private static ResponseEntity<Map<String, Object>> refuse(String why) {
    return ResponseEntity.badRequest().body(Map.of("message", why));
  }
}
