package dev.entente.cli;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that a command is given, and the ones that it makes. */
final class LocalFiles {

  private static final int MAX_MEGABYTES = 64;

  private LocalFiles() {}

  static byte[] read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes((MAX_MEGABYTES << 20) + 1);
      if (content.length > MAX_MEGABYTES << 20) {
        throw new Trouble(
            ExitCode.USAGE,
            "The file has more than %d MB.".formatted(MAX_MEGABYTES),
            file.toString(),
            "Give a file of a policy; none is as large.");
      }
      return content;
    } catch (NoSuchFileException _) {
      throw new Trouble(
          ExitCode.USAGE, "There is no such file.", file.toString(), "Check the path.");
    } catch (IOException e) {
      throw unusable(file, "read", e);
    }
  }

  /** Never over a file that is there. */
  static void write(Path file, byte[] content) {
    try {
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      throw new Trouble(
          ExitCode.USAGE,
          "There is a file of that name.",
          file.toString(),
          "Move it away, or give another name: --to FILE");
    } catch (IOException e) {
      throw unusable(file, "written", e);
    }
  }

  static Trouble unusable(Path file, String what, IOException why) {
    return new Trouble(
        ExitCode.USAGE,
        "It cannot be %s: %s".formatted(what, why),
        file.toString(),
        "Check the path and its permissions.");
  }
}
