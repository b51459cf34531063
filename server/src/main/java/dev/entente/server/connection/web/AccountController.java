package dev.entente.server.connection.web;

import dev.entente.server.connection.AuthorizationResponse;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Result;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.connection.ConnectionId;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.ConsentNotice;
import dev.entente.server.connection.Outcome;
import dev.entente.server.kernel.Problem;
import dev.entente.server.network.Category;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  private final ConsentNotice notice;

  AccountController(
      Connecting connecting,
      Connections connections,
      Policies policies,
      Tenants tenants,
      Networks networks,
      ConsentNotice notice) {
    this.connecting = connecting;
    this.connections = connections;
    this.policies = policies;
    this.tenants = tenants;
    this.networks = networks;
    this.notice = notice;
  }

  @GetMapping
  String show(
      SignedIn person,
      @RequestParam(required = false) @Nullable String returnTo,
      Model model,
      Locale locale) {
    var tenant = tenants.get(person.tenant());
    var connection = connections.liveOf(person.tenant(), person.user()).stream().toList();
    model.addAttribute("networks", networks.all());
    model.addAttribute("connections", connection);
    model.addAttribute(
        "state",
        connection.isEmpty() ? "none" : "connected-" + connection.getFirst().direction().label());
    model.addAttribute("decision", policies.rule(person.tenant(), person.user()).decision());
    model.addAttribute("directions", directions(person));
    model.addAttribute("optionBoth", notice.option(Direction.BOTH, locale));
    model.addAttribute("optionInbound", notice.option(Direction.INBOUND, locale));
    model.addAttribute("terms", notice.terms(tenant, locale));
    model.addAttribute("organisationPrivacy", tenant.privacyStatement());
    model.addAttribute(
        "categories", networks.all().stream().flatMap(it -> categories(it).stream()).toList());
    model.addAttribute("returnTo", ReturnPath.of(returnTo));
    return "connection/account";
  }

  /** The options that the ceiling leaves; none when the person may not connect at all. */
  private List<Direction> directions(SignedIn person) {
    return policies.rule(person.tenant(), person.user()).decision()
            instanceof Decision.Allowed(_, var ceiling, _)
        ? Arrays.stream(Direction.values()).filter(ceiling::allows).toList()
        : List.of();
  }

  /** A category and whether the configured app can obtain it. */
  public record OfferedCategory(Category category, boolean offered) {}

  private static List<OfferedCategory> categories(Network network) {
    return Arrays.stream(Category.values())
        .map(it -> new OfferedCategory(it, network.categories().contains(it)))
        .toList();
  }

  @PostMapping
  ResponseEntity<Void> connect(
      SignedIn person,
      @RequestParam(defaultValue = "") String network,
      @RequestParam(defaultValue = "") String direction,
      @RequestParam(required = false) @Nullable String returnTo,
      HttpSession session,
      Locale locale) {
    var wanted =
        Direction.of(direction)
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.Code.INVALID_REQUEST,
                        "Choose one of the two options.",
                        "direction"));
    var wish = new Wish(network, wanted, ReturnPath.of(returnTo), locale);
    return switch (connecting.begin(person.tenant(), person.user(), wish)) {
      case Result.Begun(var pending) -> forward(person, pending, session);
      case Result.Finished(var outcome, var path) -> seeResult(outcome, path);
      case Result.Refused(var outcome, _) -> seeResult(outcome, wish.returnTo());
    };
  }

  /** Where a connection that the API began goes on, in the browser of the person who began it. */
  @GetMapping("/pending/{id}")
  ResponseEntity<Void> forward(
      SignedIn person, @PathVariable("id") UUID pending, HttpSession session) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(connecting.forward(person.tenant(), person.user(), pending, session.getId()))
        .build();
  }

  /** Redirects at once, so that code and state leave the address bar (RFC 9700 §4.2). */
  @GetMapping("/callback/{network}")
  ResponseEntity<Void> complete(
      SignedIn person,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String iss,
      HttpSession session) {
    var response = new AuthorizationResponse(code, error, state, iss);
    return switch (connecting.complete(person.tenant(), person.user(), session.getId(), response)) {
      case Result.Finished(var outcome, var path) -> seeResult(outcome, path);
      case Result.Refused(var outcome, _) -> seeResult(outcome, "");
      case Result.Begun _ -> throw new IllegalStateException("Completing does not begin.");
    };
  }

  private static ResponseEntity<Void> seeResult(Outcome outcome, String returnTo) {
    var location =
        UriComponentsBuilder.fromPath("/account/connections/results/{label}")
            .queryParam("returnTo", "{returnTo}")
            .encode()
            .buildAndExpand(outcome.label(), returnTo);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location.toUri()).build();
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
    model.addAttribute("returnTo", ReturnPath.of(returnTo));
    return "connection/result";
  }

  @PostMapping("/{id}/disconnect")
  String disconnect(SignedIn person, @PathVariable UUID id) {
    connections.disconnect(person.tenant(), person.user(), new ConnectionId(id));
    return "redirect:/account/connections?disconnected";
  }
}
