package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.PolicyState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Texts of ours that are read only as we write them: a script that is one character away from ours
 * may do anything, and nothing is run to find out.
 */
final class Verbatim {

  private final Function<PolicyState, String> text;

  /**
   * @param text the whole of it in each state, lines ended by LF
   */
  Verbatim(Function<PolicyState, String> text) {
    this.text = text;
  }

  /** Lines ended by CRLF, in UTF-8 with a byte order mark. */
  byte[] write(PolicyState state) {
    return Text.utf8(text.apply(state).replace("\n", "\r\n"));
  }

  PolicyState read(String file, byte[] content) {
    var read = lines(Text.read(file, content));
    var nearest =
        Arrays.stream(PolicyState.values())
            .max(Comparator.comparingInt(state -> common(read, lines(text.apply(state)))))
            .orElseThrow();
    var ours = lines(text.apply(nearest));
    if (!read.equals(ours)) {
      throw differs(file, read, ours);
    }
    return nearest;
  }

  private static InvalidInput differs(String file, List<String> read, List<String> ours) {
    var line = common(read, ours);
    var is = line < read.size() ? read.get(line) : "";
    var should = line < ours.size() ? ours.get(line) : "";
    var column = 0;
    while (column < Math.min(is.length(), should.length())
        && is.charAt(column) == should.charAt(column)) {
      column++;
    }
    return new InvalidInput(
        "from here on the file is not as Entente writes it for this very purpose.",
        new AtLine(file, line + 1, column + 1),
        should.isEmpty() ? "Write it anew." : "Write it anew; here it has “" + should + "”.");
  }

  private static int common(List<String> lines, List<String> others) {
    var common = 0;
    while (common < Math.min(lines.size(), others.size())
        && lines.get(common).equals(others.get(common))) {
      common++;
    }
    return common;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
