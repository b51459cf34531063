package dev.entente.cli;

import dev.entente.cli.api.Addresses;
import dev.entente.cli.api.Api;
import dev.entente.cli.signin.KeptToken;
import dev.entente.cli.signin.Session;
import dev.entente.cli.signin.SessionFile;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The APIs as this user may use them: by a token that was given, or by the kept sign-in. */
final class Access {

  private static final String GRAPH = "https://graph.microsoft.com";

  private final Terminal terminal;
  private final Clock clock;
  private final SessionFile sessions;

  Access(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.sessions = new SessionFile(terminal.configuration());
  }

  SessionFile sessions() {
    return sessions;
  }

  /** Entente's own API. */
  Api entente(ApiOptions options) {
    return open(
        Target.ENTENTE,
        address(options.server, "--server", "ENTENTE_SERVER"),
        options.token.or(() -> terminal.variable("ENTENTE_TOKEN")));
  }

  /** Microsoft Graph, global or of a national cloud. */
  Api graph(Optional<String> url) {
    return open(
        Target.GRAPH,
        address(url, "--graph-url", "ENTENTE_GRAPH_URL"),
        terminal.variable("ENTENTE_GRAPH_TOKEN"));
  }

  /** The server of this command, for signing in to it. */
  URI server(Target target, Optional<String> option) {
    return switch (target) {
      case ENTENTE ->
          address(option, "--server", "ENTENTE_SERVER")
              .or(() -> sessions.get(target.label()).map(Access::addressOf))
              .orElseThrow(
                  () ->
                      new Trouble(
                          ExitCode.USAGE,
                          "Which server?",
                          "--server",
                          "Give it: --server https://entente.example.com"));
      case GRAPH ->
          address(option, "--server", "ENTENTE_GRAPH_URL").orElseGet(() -> URI.create(GRAPH));
    };
  }

  static URI versioned(URI address) {
    return URI.create(address + "/v1.0");
  }

  private Optional<URI> address(Optional<String> option, String name, String variable) {
    return option
        .map(it -> Addresses.of(it, name))
        .or(() -> terminal.variable(variable).map(it -> Addresses.of(it, variable)));
  }

  private Api open(Target target, Optional<URI> wanted, Optional<String> token) {
    if (token.isPresent()) {
      var address = wanted.orElseGet(() -> server(target, Optional.empty()));
      return new Api(versioned(address), token::orElseThrow);
    }
    var session = sessions.get(target.label()).orElseThrow(() -> notSignedIn(target));
    if (wanted.filter(it -> !versioned(it).equals(session.api())).isPresent()) {
      throw new Trouble(
          ExitCode.NOT_SIGNED_IN,
          "You are signed in to another server.",
          addressOf(session).toString(),
          "Sign in to this one: entente login --server " + wanted.orElseThrow());
    }
    return new Api(session.api(), new KeptToken(sessions, target.label(), session, clock));
  }

  private static URI addressOf(Session session) {
    return Addresses.of(session.api().toString().replaceFirst("/v1\\.0$", ""), "--server");
  }

  private static Trouble notSignedIn(Target target) {
    return new Trouble(
        ExitCode.NOT_SIGNED_IN,
        "You are not signed in.",
        "",
        switch (target) {
          case ENTENTE ->
              "entente login you@example.com --server https://entente.example.com, or set ENTENTE_TOKEN";
          case GRAPH ->
              "entente login --target graph --issuer … --client-id …, or set ENTENTE_GRAPH_TOKEN";
        });
  }
}
