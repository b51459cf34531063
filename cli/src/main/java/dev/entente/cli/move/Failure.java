package dev.entente.cli.move;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Text;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * A row that was not moved, and why.
 *
 * @param user as the file has it
 */
public record Failure(long line, String user, String reason) {

  /** As CSV (RFC 4180) that no spreadsheet runs, and that {@code move} reads again. */
  public static void write(Path path, List<Failure> failures) {
    try (var writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        var csv = CSVFormat.RFC4180.print(writer)) {
      csv.printRecord("line", "user", "reason");
      for (var failure : failures) {
        csv.printRecord(failure.line(), Text.inert(failure.user()), Text.inert(failure.reason()));
      }
    } catch (IOException e) {
      throw new Trouble(
          ExitCode.PARTLY_DONE,
          "%d rows failed, and cannot be written down: %s".formatted(failures.size(), e),
          path.toString(),
          "Move again with --failed FILE: nobody is added twice.");
    }
  }
}
