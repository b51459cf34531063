package dev.entente.server.connection.web;

import dev.entente.server.connection.AuthorizationResponse;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Beginning;
import dev.entente.server.connection.Connecting.Finish;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.connection.Connection;
import dev.entente.server.connection.ConnectionId;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.ConsentNotice;
import dev.entente.server.connection.ConsentNotices;
import dev.entente.server.connection.EndReason;
import dev.entente.server.connection.Outcome;
import dev.entente.server.kernel.Problem;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Policies.Ruling;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.OwnPath;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** My account › Connections (mission rows M20–M23). */
@Controller
@RequestMapping("/account/connections")
class AccountController {

  private final Connecting connecting;
  private final Connections connections;
  private final Policies policies;
  private final Tenants tenants;
  private final Networks networks;
  private final ConsentNotices notices;

  AccountController(
      Connecting connecting,
      Connections connections,
      Policies policies,
      Tenants tenants,
      Networks networks,
      ConsentNotices notices) {
    this.connecting = connecting;
    this.connections = connections;
    this.policies = policies;
    this.tenants = tenants;
    this.networks = networks;
    this.notices = notices;
  }

  @GetMapping
  String show(
      SignedIn person,
      @RequestParam(required = false) @Nullable String returnTo,
      Model model,
      Locale locale) {
    var ruling = policies.rule(person.tenant(), person.user());
    var live = connections.liveOf(person.tenant(), person.user(), ruling.policy());
    var directions = directions(ruling);
    model.addAttribute("networks", networks.all());
    model.addAttribute("connections", live.stream().map(it -> Link.of(it, locale)).toList());
    model.addAttribute(
        "state", live.isEmpty() ? "none" : "connected-" + live.getFirst().direction().label());
    model.addAttribute("past", live.isEmpty() ? lastEnd(person, ruling, locale) : List.of());
    model.addAttribute("decision", ruling.decision());
    model.addAttribute("mayConnect", !directions.isEmpty());
    model.addAttribute("notices", choices(person, directions, locale));
    model.addAttribute("returnTo", OwnPath.of(returnTo).orElse(""));
    return "connection/account";
  }

  private List<Past> lastEnd(SignedIn person, Ruling ruling, Locale locale) {
    return connections.historyOf(person.tenant(), person.user(), ruling.policy()).stream()
        .flatMap(it -> it.ended().stream())
        .limit(1)
        .map(it -> new Past(it.reason(), Day.of(it.at(), locale)))
        .toList();
  }

  /** How the last connection ended. */
  public record Past(EndReason reason, Day at) {}

  /** A live connection, as the page shows it. */
  public record Link(UUID id, String option, Day since, Day until) {

    static Link of(Connection connection, Locale locale) {
      return new Link(
          connection.id().value(),
          connection.direction().label(),
          Day.of(connection.connectedAt(), locale),
          Day.of(connection.tokenExpiresAt(), locale));
    }
  }

  private List<ConsentNotice> choices(SignedIn person, List<Direction> directions, Locale locale) {
    var tenant = tenants.get(person.tenant());
    return networks.all().stream()
        .map(it -> notices.ofChoice(tenant, it, directions, locale))
        .toList();
  }

  /** The options that the ceiling leaves; none when the person may not connect at all. */
  private static List<Direction> directions(Ruling ruling) {
    return ruling.decision() instanceof Decision.Allowed(_, var ceiling, _)
        ? Arrays.stream(Direction.values()).filter(ceiling::allows).toList()
        : List.of();
  }

  /**
   * @param notice the hash of the text on the page; when that is no longer the text, the person
   *     reads it anew
   */
  @PostMapping
  ResponseEntity<Void> connect(
      SignedIn person,
      @RequestParam(defaultValue = "") String network,
      @RequestParam(defaultValue = "") String direction,
      @RequestParam(defaultValue = "") String notice,
      @RequestParam(required = false) @Nullable String returnTo,
      HttpSession session,
      Locale locale) {
    var wish = new Wish(network, direction(direction), OwnPath.of(returnTo).orElse(""));
    var directions = directions(policies.rule(person.tenant(), person.user()));
    var shown =
        notices.ofChoice(tenants.get(person.tenant()), networks.named(network), directions, locale);
    if (!shown.hash().equals(notice)) {
      return see("/account/connections?changed&returnTo={returnTo}", wish.returnTo());
    }
    return switch (connecting.begin(person.tenant(), person.user(), wish)) {
      case Beginning.Begun(var pending) -> forward(person, pending, session, shown);
      case Beginning.Refused(var outcome, _) -> seeResult(new Finish(outcome, wish.returnTo()));
    };
  }

  private static Direction direction(String label) {
    return Direction.of(label)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST, "Choose one of the two options.", "direction"));
  }

  /** Where a connection that the API began goes on: its person reads what it means first. */
  @GetMapping("/pending/{id}")
  String pending(SignedIn person, @PathVariable UUID id, Model model, Locale locale) {
    model.addAttribute("id", id);
    model.addAttribute("notice", notice(person, id, locale));
    return "connection/pending";
  }

  @PostMapping("/pending/{id}")
  ResponseEntity<Void> goOn(
      SignedIn person,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String notice,
      HttpSession session,
      Locale locale) {
    var shown = notice(person, id, locale);
    return shown.hash().equals(notice)
        ? forward(person, id, session, shown)
        : see("/account/connections/pending/{id}?changed", id);
  }

  private ConsentNotice notice(SignedIn person, UUID pending, Locale locale) {
    var wish = connecting.wish(person.tenant(), person.user(), pending);
    return notices.of(
        tenants.get(person.tenant()), networks.named(wish.network()), wish.direction(), locale);
  }

  private ResponseEntity<Void> forward(
      SignedIn person, UUID pending, HttpSession session, ConsentNotice shown) {
    return see(connecting.forward(person.tenant(), person.user(), pending, session.getId(), shown));
  }

  /** Redirects at once, so that code and state leave the address bar (RFC 9700 §4.3.1). */
  @GetMapping("/callback/{network}")
  ResponseEntity<Void> complete(
      SignedIn person,
      @PathVariable String network,
      @RequestParam MultiValueMap<String, String> answer,
      HttpSession session) {
    return seeResult(
        connecting.complete(
            person.tenant(),
            person.user(),
            session.getId(),
            network,
            AuthorizationResponse.of(answer)));
  }

  private static ResponseEntity<Void> seeResult(Finish finish) {
    return see(
        "/account/connections/results/{label}?returnTo={returnTo}",
        finish.outcome().label(),
        finish.returnTo());
  }

  private static ResponseEntity<Void> see(String path, Object... values) {
    return see(UriComponentsBuilder.fromUriString(path).encode().buildAndExpand(values).toUri());
  }

  /** RFC 9700 §4.12: 303, so that no browser sends a form's content on. */
  private static ResponseEntity<Void> see(URI location) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
  }

  @GetMapping("/results/{label}")
  String result(
      @PathVariable String label,
      @RequestParam(required = false) @Nullable String returnTo,
      Model model) {
    var outcome =
        Arrays.stream(Outcome.values())
            .filter(it -> it.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new Problem(Problem.Code.NOT_FOUND, "There is no such page."));
    model.addAttribute("outcome", outcome);
    model.addAttribute("returnTo", OwnPath.of(returnTo).orElse(""));
    return "connection/result";
  }

  @PostMapping("/{id}/narrow")
  ResponseEntity<Void> narrow(SignedIn person, @PathVariable UUID id) {
    connections.narrow(person.tenant(), person.user(), new ConnectionId(id));
    return see("/account/connections?narrowed");
  }

  @PostMapping("/{id}/disconnect")
  ResponseEntity<Void> disconnect(SignedIn person, @PathVariable UUID id) {
    connections.disconnect(person.tenant(), person.user(), new ConnectionId(id));
    return see("/account/connections?disconnected");
  }
}
