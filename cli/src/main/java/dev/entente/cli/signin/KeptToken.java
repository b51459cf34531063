package dev.entente.cli.signin;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.time.Clock;
import java.util.function.Supplier;

/** The access token of a kept sign-in, refreshed when it nears its end. */
public final class KeptToken implements Supplier<String> {

  private final SessionFile file;
  private final String target;
  private final Clock clock;
  private Session session;

  public KeptToken(SessionFile file, String target, Session session, Clock clock) {
    this.file = file;
    this.target = target;
    this.session = session;
    this.clock = clock;
  }

  @Override
  public synchronized String get() {
    if (!session.isFresh(clock.instant())) {
      session = refreshed();
      file.put(target, session);
    }
    return session.accessToken();
  }

  private Session refreshed() {
    var refreshToken =
        session
            .refreshToken()
            .orElseThrow(
                () ->
                    new Trouble(
                        ExitCode.NOT_SIGNED_IN,
                        "The sign-in has expired.",
                        session.api().toString(),
                        "Sign in again: entente login"));
    var tokens =
        Provider.discover(session.issuer(), session.clientId()).byRefreshToken(refreshToken);
    return new Tokens(
            tokens.accessToken(),
            tokens.refreshToken().or(session::refreshToken),
            tokens.lifetime())
        .session(session.api(), session.issuer(), session.clientId(), clock.instant());
  }
}
