package dev.entente.server.connection.web;

import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Beginning;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.connection.Connection;
import dev.entente.server.connection.ConnectionId;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.EndReason;
import dev.entente.server.connection.Outcome;
import dev.entente.server.directory.Directory;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.OwnPath;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connections in the API. */
@RestController
@RequestMapping("/v1.0")
class ConnectionController {

  private final Connecting connecting;
  private final Connections connections;
  private final Directory directory;
  private final WebSettings settings;

  ConnectionController(
      Connecting connecting, Connections connections, Directory directory, WebSettings settings) {
    this.connecting = connecting;
    this.connections = connections;
    this.directory = directory;
    this.settings = settings;
  }

  @Operation(summary = "The caller's live connection, if there is one")
  @GetMapping("/me/connections")
  GraphPage<ConnectionResource> mine(@Parameter(hidden = true) SignedIn caller) {
    return GraphPage.whole(
        settings.context("me/connections"),
        connections.liveOf(caller.tenant(), caller.user()).stream()
            .map(ConnectionResource::of)
            .toList());
  }

  @Operation(summary = "Begins to connect; the caller's browser goes on at authorizationUrl")
  @PostMapping("/me/connections")
  @ResponseStatus(HttpStatus.CREATED)
  BegunResource begin(@Parameter(hidden = true) SignedIn caller, @RequestBody Wanted wanted) {
    return switch (connecting.begin(caller.tenant(), caller.user(), wanted.wish())) {
      case Beginning.Begun(var pending) ->
          new BegunResource(pending, settings.at("/account/connections/pending/" + pending));
      case Beginning.Refused(var outcome, var decision) -> throw refused(outcome, decision);
    };
  }

  @Operation(summary = "Narrows a connection to inbound; to widen it, connect anew")
  @PatchMapping("/me/connections/{id}")
  ConnectionResource narrow(
      @Parameter(hidden = true) SignedIn caller,
      @PathVariable UUID id,
      @RequestBody Narrowed narrowed) {
    narrowed.requireInbound();
    return ConnectionResource.of(
        connections.narrow(caller.tenant(), caller.user(), new ConnectionId(id)));
  }

  @Operation(summary = "Disconnects; access ends at once")
  @DeleteMapping("/me/connections/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disconnect(@Parameter(hidden = true) SignedIn caller, @PathVariable UUID id) {
    connections.disconnect(caller.tenant(), caller.user(), new ConnectionId(id));
  }

  @Operation(
      summary = "Ends a person's connection",
      description = "For administrators of the setting; access ends at once.")
  @DeleteMapping("/users/{user}/connections/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(
      @Parameter(hidden = true) SignedIn administrator,
      @PathVariable UserId user,
      @PathVariable UUID id) {
    administrator.requireSettingAdministrator();
    connections.withdraw(administrator.tenant(), user, new ConnectionId(id), administrator.actor());
  }

  @Operation(
      summary = "A person's connections, ended ones included; for administrators and auditors")
  @GetMapping("/users/{id}/connections")
  GraphPage<ConnectionResource> of(
      @Parameter(hidden = true) SignedIn reader, @PathVariable UserId id) {
    reader.requireReader();
    if (directory.person(reader.tenant(), id).isEmpty()) {
      throw new Problem(Problem.Code.NOT_FOUND, "There is no such user.", "id");
    }
    return GraphPage.whole(
        settings.context("users('%s')/connections".formatted(id)),
        connections.historyOf(reader.tenant(), id).stream().map(ConnectionResource::of).toList());
  }

  private static Problem refused(Outcome outcome, Decision decision) {
    var reason = outcome == Outcome.NOT_ALLOWED ? decision.reason().name() : "DIRECTION_CAPPED";
    return new Problem(
        Problem.Code.FORBIDDEN,
        "%s: /v1.0/me/connectionDecision explains it.".formatted(reason),
        outcome == Outcome.NOT_ALLOWED ? "" : "direction");
  }

  /** What to connect, and how. */
  record Wanted(Optional<String> network, Optional<String> direction, Optional<String> returnTo) {

    Wish wish() {
      return new Wish(
          network.orElseThrow(() -> fault("network", "network: is missing.")),
          direction
              .flatMap(Direction::of)
              .orElseThrow(() -> fault("direction", "direction: must be one of inbound, both.")),
          OwnPath.of(returnTo.orElse("")).orElse(""));
    }
  }

  /** The one change that needs no consent anew. */
  record Narrowed(Optional<String> direction) {

    void requireInbound() {
      if (direction.flatMap(Direction::of).filter(it -> it == Direction.INBOUND).isEmpty()) {
        throw fault("direction", "direction: must be inbound. To go both ways, connect anew.");
      }
    }
  }

  private static Problem fault(String field, String rule) {
    return new Problem(Problem.Code.INVALID_REQUEST, rule, field);
  }

  record BegunResource(UUID id, URI authorizationUrl) {}

  /**
   * A connection.
   *
   * @param state {@code active} or {@code ended}
   */
  record ConnectionResource(
      UUID id,
      String network,
      String direction,
      String state,
      Instant connectedDateTime,
      Instant expirationDateTime,
      Optional<Instant> endedDateTime,
      Optional<EndReason> endReason) {

    static ConnectionResource of(Connection connection) {
      return new ConnectionResource(
          connection.id().value(),
          connection.network(),
          connection.direction().label(),
          connection.isLive() ? "active" : "ended",
          connection.connectedAt(),
          connection.tokenExpiresAt(),
          connection.ended().map(Connection.Ended::at),
          connection.ended().map(Connection.Ended::reason));
    }
  }
}
