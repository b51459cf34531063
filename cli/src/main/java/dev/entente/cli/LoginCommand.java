package dev.entente.cli;

import com.nimbusds.oauth2.sdk.Scope;
import dev.entente.cli.api.Addresses;
import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.signin.Provider;
import dev.entente.cli.signin.Tokens;
import dev.entente.cli.signin.WebFinger;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs in at the organisation's own OpenID provider and keeps the tokens. */
@Command(
    name = "login",
    description =
        "Sign in: with a browser on any device, or as an application (--client-credentials).",
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {

  private static final String GRAPH_SCOPES =
      "https://graph.microsoft.com/GroupMember.ReadWrite.All"
          + " https://graph.microsoft.com/User.ReadBasic.All offline_access";

  @Parameters(
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "Your work account; the server tells from it where you sign in.")
  Optional<String> account = Optional.empty();

  @Option(names = "--server", paramLabel = "URL", description = "Entente's address.")
  Optional<String> server = Optional.empty();

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The OpenID provider, where the server is not to be asked for it.")
  Optional<String> issuer = Optional.empty();

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description =
          "This program as the provider knows it. Default: entente-cli, or entente-automation with"
              + " --client-credentials.")
  Optional<String> clientId = Optional.empty();

  @Option(
      names = "--client-credentials",
      description = "As an application, with the secret in ENTENTE_CLIENT_SECRET or in a file.")
  boolean asApplication;

  @Option(
      names = "--client-secret-file",
      paramLabel = "FILE",
      description = "Holds the application's secret.")
  Optional<Path> secretFile = Optional.empty();

  @Option(
      names = "--scope",
      paramLabel = "SCOPES",
      description = "What to ask for, separated by spaces.")
  Optional<String> scope = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "entente, or graph to sign in for Microsoft Graph as well. Default: entente.")
  Target target = Target.ENTENTE;

  private final Access access;
  private final Terminal terminal;

  LoginCommand(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var address = access.server(target, server);
    var provider = issuer(address);
    var client = clientId.orElse(asApplication ? "entente-automation" : "entente-cli");
    var api = Access.versioned(address);
    var tokens = tokens(Provider.discover(provider, client));
    requireAccepted(api, tokens);
    var session = tokens.session(api, provider, client, Instant.now());
    access.sessions().put(target.label(), session);
    terminal.say("Signed in to %s.".formatted(address));
    return ExitCode.DONE.number();
  }

  private URI issuer(URI address) {
    return issuer
        .map(it -> Addresses.of(it, "--issuer"))
        .or(() -> account.map(it -> WebFinger.issuerOf(it, address)))
        .orElseThrow(
            () ->
                new Trouble(
                    ExitCode.USAGE,
                    "Who signs in?",
                    "ACCOUNT or --issuer",
                    "Give your work account: entente login you@example.com"));
  }

  private Tokens tokens(Provider provider) {
    return asApplication
        ? provider.byClientCredentials(scopes(""), secret())
        : provider.byDeviceCode(scopes("profile"), this::show);
  }

  private Scope scopes(String usual) {
    var graph = asApplication ? "https://graph.microsoft.com/.default" : "openid " + GRAPH_SCOPES;
    return Scope.parse(scope.orElse(target == Target.GRAPH ? graph : usual));
  }

  private void show(Provider.Prompt prompt) {
    terminal.say("Open %s and enter the code %s".formatted(prompt.page(), prompt.code()));
    prompt.pageWithCode().ifPresent(it -> terminal.say("or open " + it));
    terminal.say(
        "The code holds for %d minutes. Waiting …".formatted(prompt.lifetime().toMinutes()));
  }

  /** Never an option's value: those are seen by everyone on the machine. */
  private String secret() {
    return secretFile
        .map(this::read)
        .or(() -> terminal.variable("ENTENTE_CLIENT_SECRET"))
        .orElseThrow(
            () ->
                new Trouble(
                    ExitCode.USAGE,
                    "The application's secret is missing.",
                    "--client-credentials",
                    "Set ENTENTE_CLIENT_SECRET or give --client-secret-file."));
  }

  private String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      throw new Trouble(
          ExitCode.USAGE,
          "The file cannot be read.",
          file.toString(),
          "Check --client-secret-file.");
    }
  }

  /** Better told now than by the next command. */
  private void requireAccepted(URI api, Tokens tokens) {
    if (target == Target.ENTENTE) {
      var call = Call.get("/users?$top=1");
      var answer = new Api(api, tokens::accessToken).exchange(call);
      if (answer.status() == 401) {
        throw new Trouble(
            ExitCode.NOT_SIGNED_IN,
            "The sign-in worked, but the server does not take its token.",
            api.toString(),
            "The account has to be enabled in the organisation's directory, and the token's"
                + " audience has to be the one that the server is configured with.");
      }
      if (!answer.isSuccess()) {
        throw answer.trouble(call);
      }
    }
  }
}
