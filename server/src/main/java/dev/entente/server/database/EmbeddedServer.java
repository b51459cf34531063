package dev.entente.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An embedded PostgreSQL whose data outlives this process. When the server was killed, its
 * PostgreSQL may still run on the same data; then we attach to it rather than start a second one.
 */
final class EmbeddedServer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final int port;
  private final Runnable stop;

  private EmbeddedServer(int port, Runnable stop) {
    this.port = port;
    this.stop = stop;
  }

  static EmbeddedServer on(Path directory) {
    return running(directory).orElseGet(() -> start(directory));
  }

  int port() {
    return port;
  }

  /** The library means its servers for tests, and turns durability off: a commit here is kept. */
  private static EmbeddedServer start(Path directory) {
    try {
      Files.createDirectories(directory);
      var postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setServerConfig("max_connections", "100")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(START_TIMEOUT)
              // Its hook would race with ours and stop PostgreSQL under the last requests.
              .setRegisterShutdownHook(false)
              .start();
      return new EmbeddedServer(postgres.getPort(), () -> stop(postgres));
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not start in " + directory, e);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not stop.", e);
    }
  }

  /** PostgreSQL's own lock file: process id on its first line, port on its fourth. */
  private static Optional<EmbeddedServer> running(Path directory) {
    var lock = directory.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(lock);
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(EmbeddedServer::isPostgres)
          .map(
              process ->
                  new EmbeddedServer(
                      Integer.parseInt(lines.get(3).strip()), () -> stopGently(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process id is reused by the system; only a postgres may be taken for ours. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(it -> it.endsWith("postgres")).isPresent();
  }

  /** SIGTERM is PostgreSQL's smart shutdown: it waits for our own pool, which closes first. */
  private static void stopGently(ProcessHandle process) {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    stop.run();
  }
}
