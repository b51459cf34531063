package dev.entente.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server and the sandbox, started from their jars on free ports, with data of their own. */
public final class Product implements AutoCloseable {

  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path root = repository();
  private final Path data;
  private final int serverPort = freePort();
  private final int sandboxPort = freePort();
  private final List<String> serverSettings;
  private final RunningJar sandbox;
  private RunningJar server;

  private Product(
      Path data, Map<String, String> serverSettings, Map<String, String> sandboxSettings) {
    this.data = data;
    this.serverSettings = arguments(serverSettings);
    this.sandbox = startSandbox(arguments(sandboxSettings));
    this.server = startServer();
  }

  /** As {@code bin/demo} starts it. */
  public static Product start() {
    return start(Map.of(), Map.of());
  }

  public static Product start(
      Map<String, String> serverSettings, Map<String, String> sandboxSettings) {
    try {
      return new Product(
          Files.createTempDirectory("entente-journey"), serverSettings, sandboxSettings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String server() {
    return "http://localhost:" + serverPort;
  }

  public String sandbox() {
    return "http://localhost:" + sandboxPort;
  }

  /** Everything the two processes write, logs and temporary files included. */
  public Path data() {
    return data;
  }

  /** The server's own process. */
  public ProcessHandle serverProcess() {
    return server.process().toHandle();
  }

  /** {@code kill -9}: no shutdown hook, no flushed buffer. Its PostgreSQL stays behind. */
  public void killServer() {
    server.kill();
  }

  public void restartServer() {
    server.stop();
    server = startServer();
  }

  /** The embedded PostgreSQL's port, from its own lock file. */
  public int databasePort() {
    return Integer.parseInt(postmaster().get(3).strip());
  }

  /**
   * The server first: it stops its PostgreSQL. What a killed server left behind is stopped here.
   */
  @Override
  public void close() {
    server.stop();
    sandbox.stop();
    if (Files.exists(lockFile())) {
      ProcessHandle.of(Long.parseLong(postmaster().getFirst().strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private RunningJar startSandbox(List<String> settings) {
    List<String> command = new ArrayList<>();
    command.add("--server.port=" + sandboxPort);
    command.add("--sandbox.base-url=" + sandbox());
    command.add("--sandbox.state=" + data.resolve("sandbox"));
    command.addAll(settings);
    return RunningJar.start(
        jar("sandbox"),
        command,
        Map.of(),
        root,
        data.resolve("sandbox-temporary"),
        data.resolve("sandbox.log"),
        URI.create(sandbox()));
  }

  private RunningJar startServer() {
    List<String> command = new ArrayList<>();
    command.add("--server.port=" + serverPort);
    command.add("--spring.config.additional-location=demo/demo.yaml");
    command.add("--entente.public-url=" + server());
    command.add("--entente.database.directory=" + data.resolve("postgres"));
    command.add("--entente.custody.directory=" + data.resolve("keys"));
    command.addAll(serverSettings);
    return RunningJar.start(
        jar("server"),
        command,
        Map.of("ENTENTE_SANDBOX", sandbox()),
        root,
        data.resolve("temporary"),
        data.resolve("server.log"),
        URI.create(server() + "/actuator/health"));
  }

  /** What a module of the repository is run from. */
  public Path jar(String module) {
    return root.resolve(module)
        .resolve("target")
        .resolve("entente-%s-%s-exec.jar".formatted(module, VERSION));
  }

  private Path lockFile() {
    return data.resolve("postgres").resolve("postmaster.pid");
  }

  private List<String> postmaster() {
    try {
      return Files.readAllLines(lockFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> arguments(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(it -> "--" + it.getKey() + "=" + it.getValue())
        .toList();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path repository() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("demo/tenants.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Run the journeys inside the repository.");
      }
    }
    return folder;
  }

  /** One jar as a process that has answered. */
  private record RunningJar(Process process) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static RunningJar start(
        Path jar,
        List<String> arguments,
        Map<String, String> environment,
        Path workingDirectory,
        Path temporary,
        Path log,
        URI answersAt) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx768m", "--enable-native-access=ALL-UNNAMED"));
      command.add("-Djava.io.tmpdir=" + temporary);
      // PostgreSQL itself is unpacked once for all products.
      command.add("-Dot.epg.working-dir=" + System.getProperty("java.io.tmpdir"));
      command.add("-jar");
      command.add(jar.toString());
      command.addAll(arguments);
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.directory(workingDirectory.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      try {
        Files.createDirectories(temporary);
        var running = new RunningJar(builder.start());
        running.awaitAnswer(answersAt, log);
        return running;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void stop() {
      process.destroy();
      awaitEnd();
    }

    void kill() {
      process.destroyForcibly();
      awaitEnd();
    }

    private void awaitAnswer(URI uri, Path log) {
      var answered =
          Await.within(PATIENCE, () -> !process.isAlive() || Http.answersWell(uri))
              && process.isAlive();
      if (!answered) {
        process.destroyForcibly();
        throw new IllegalStateException(uri + " did not answer; the log is " + log);
      }
    }

    private void awaitEnd() {
      try {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a process was stopping.", e);
      }
    }
  }
}
