package dev.entente.cli;

import dev.entente.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Gives commands as a user's shell does, with a home of its own, and keeps what they print. */
public final class Shell {

  private final Map<String, String> variables = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private boolean interactive;

  public Shell(Path home) {
    variables.put("HOME", home.toString());
  }

  public Shell with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** A person is looking from now on. */
  Shell onATerminal() {
    interactive = true;
    return this;
  }

  /**
   * @return the exit code
   */
  public int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return Entente.run(
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), interactive, variables),
        arguments);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
