package dev.entente.cli;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.grouppolicy.offer.Offer;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command {@code entente}. */
@Command(
    name = "entente",
    description = "Account connections from the command line.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Entente.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of this program",
      "2:options or an input file are wrong",
      "3:not signed in, or the token no longer holds",
      "4:the server refused",
      "5:the server cannot be reached or keeps asking to wait",
      "6:done in part"
    })
public final class Entente {

  private Entente() {}

  public static void main(String[] arguments) {
    var terminal = Terminal.ofThisProcess();
    var exitCode = run(terminal, arguments);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(exitCode);
  }

  /**
   * @return the process's exit code; see {@link ExitCode}
   */
  static int run(Terminal terminal, String... arguments) {
    var clock = Clock.systemUTC();
    var access = new Access(terminal, clock);
    var topics =
        new CommandLine(new Entente())
            .addSubcommand(new LoginCommand(access, terminal))
            .addSubcommand(new LogoutCommand(access, terminal))
            .addSubcommand(new TenantCommand(access, terminal))
            .addSubcommand(new SettingCommands(access, terminal))
            .addSubcommand(
                new CommandLine(new GroupCommands(access, terminal))
                    .addSubcommand(new GroupCommands.Members(access, terminal)))
            .addSubcommand(new UserCommands(access, terminal))
            .addSubcommand(new ConnectionCommands(access, terminal))
            .addSubcommand(new SyncCommands(access, terminal))
            .addSubcommand(new SelectedUsersCommands(access, terminal))
            .addSubcommand(
                new CommandLine(new GroupPolicyCommands(access, terminal, clock))
                    .addSubcommand(new TemplateCommands(access, terminal)))
            .addSubcommand(new CompletionCommand(terminal));
    return topics
        .registerConverter(App.class, new Choices<>(App.class))
        .registerConverter(Offer.class, new Choices<>(Offer.class))
        .registerConverter(PolicyState.class, new Choices<>(PolicyState.class))
        .registerConverter(UserOption.class, new Choices<>(UserOption.class))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setParameterExceptionHandler((exception, _) -> usage(exception, terminal))
        .setExecutionExceptionHandler((exception, _, _) -> failed(exception, terminal))
        .execute(arguments);
  }

  private static int usage(ParameterException exception, Terminal terminal) {
    var command = exception.getCommandLine().getCommandSpec().qualifiedName();
    terminal.show(
        new Trouble(
            ExitCode.USAGE,
            Optional.ofNullable(exception.getMessage()).orElse("The options are wrong."),
            command,
            command + " --help"));
    return ExitCode.USAGE.number();
  }

  private static int failed(Exception exception, Terminal terminal) {
    if (exception instanceof Trouble trouble) {
      terminal.show(trouble);
      return trouble.exitCode().number();
    }
    if (exception instanceof InvalidInput refused) {
      var trouble =
          new Trouble(ExitCode.USAGE, refused.what(), refused.place().toString(), refused.mend());
      terminal.show(trouble);
      return trouble.exitCode().number();
    }
    terminal.show(
        new Trouble(
            ExitCode.BROKEN,
            "A fault of this program: " + exception,
            "",
            "Please report it. ENTENTE_TRACE=1 shows where it happened."));
    terminal.variable("ENTENTE_TRACE").ifPresent(_ -> exception.printStackTrace(terminal.err()));
    return ExitCode.BROKEN.number();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "entente "
            + Optional.ofNullable(Entente.class.getPackage().getImplementationVersion())
                .orElse("(from its classes)")
      };
    }
  }
}
