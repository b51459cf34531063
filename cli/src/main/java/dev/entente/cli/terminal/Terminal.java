package dev.entente.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process's surroundings. Results go to {@code out}; progress, questions and troubles to {@code
 * err}, so that a result can be piped.
 *
 * @param interactive whether a person is looking
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean interactive, Map<String, String> variables) {

  public Terminal {
    variables = Map.copyOf(variables);
  }

  public static Terminal ofThisProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        System.getenv());
  }

  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(it -> !it.isBlank());
  }

  /**
   * XDG Base Directory: {@code $XDG_CONFIG_HOME/entente}. A relative path in the variable counts as
   * unset, as the specification asks.
   */
  public Path configuration() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(".config"))
        .resolve("entente");
  }

  private Path home() {
    return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
  }

  /** NO_COLOR, a dumb terminal, or nobody looking: no colours. */
  public boolean colours() {
    return interactive
        && variable("NO_COLOR").isEmpty()
        && variable("TERM").filter("dumb"::equals).isEmpty();
  }

  /** Whether a person is there and answers yes. */
  public boolean confirms(String question) {
    return Optional.ofNullable(System.console())
        .filter(_ -> interactive)
        .map(it -> it.readLine("%s [yes/no] ", Text.plain(question)))
        .filter("yes"::equals)
        .isPresent();
  }

  public void say(String line) {
    err.println(Text.plain(line));
  }

  public void show(Trouble trouble) {
    err.println(paint("31", "entente: ") + Text.plain(trouble.what()));
    if (!trouble.where().isEmpty()) {
      err.println("  where: " + Text.plain(trouble.where()));
    }
    if (!trouble.how().isEmpty()) {
      err.println("  mend:  " + Text.plain(trouble.how()));
    }
  }

  String paint(String code, String text) {
    return colours() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
