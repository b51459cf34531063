package dev.entente.cli;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files that a command is given, and the ones that it makes. */
final class LocalFiles {

  private static final int MAX_MEGABYTES = 64;

  private LocalFiles() {}

  static byte[] read(Path file) {
    return read(file, MAX_MEGABYTES, "Give a file of a policy; none is as large.");
  }

  /**
   * @param how to mend it that the file is larger
   */
  static byte[] read(Path file, int megabytes, String how) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes((megabytes << 20) + 1);
      if (content.length > megabytes << 20) {
        throw new Trouble(
            ExitCode.USAGE,
            "The file has more than %d MB.".formatted(megabytes),
            file.toString(),
            how);
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

  /**
   * Before work whose outcome goes there.
   *
   * @param how to mend it that it could not
   */
  static void requireWritable(Path file, String how) {
    var isWritable =
        Files.exists(file)
            ? Files.isWritable(file) && !Files.isDirectory(file)
            : Optional.ofNullable(file.toAbsolutePath().getParent())
                .filter(Files::isDirectory)
                .filter(Files::isWritable)
                .isPresent();
    if (!isWritable) {
      throw new Trouble(ExitCode.USAGE, "It cannot be written.", file.toString(), how);
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
