package dev.entente.server.directory.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server of Debian's that runs as long as the tests do. */
final class Daemon {

  private static final Path ROOT = Path.of("target", "ldap").toAbsolutePath();

  private Daemon() {}

  /** Skips the test, and says so, where the package is not installed and cannot be. */
  static void require(String executable, String packages) {
    var isThere =
        Stream.of("/usr/sbin", "/usr/bin")
            .anyMatch(it -> Files.isExecutable(Path.of(it, executable)));
    if (!isThere) {
      System.out.printf(
          "Skipped: %s is missing. bin/test installs it where it may; else: apt-get install %s%n",
          executable, packages);
    }
    Assumptions.assumeTrue(isThere, executable + " is missing");
  }

  /** An empty folder of the daemon's own. */
  static Path folder(String name) {
    try {
      var folder = ROOT.resolve(name + "-" + ProcessHandle.current().pid());
      Files.createDirectories(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the command and ends it with this process. */
  static void start(Path folder, String... command) {
    try {
      var process = builder(folder, List.of(command)).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Runs the command to its end, which must be a good one. */
  static void run(Path folder, List<String> command) {
    try {
      var process = builder(folder, command).start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "%s failed:%n%s".formatted(command, Files.readString(folder.resolve("output"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder builder(Path folder, List<String> command) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()));
  }
}
