package dev.entente.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedServerTests {

  private final Path directory =
      Path.of("target/test-data/embedded-" + UUID.randomUUID()).toAbsolutePath();

  @Test
  void aServerWhoseOwnerWasKilledIsFoundAgainAndAKilledServerRestartsWithItsData()
      throws IOException {
    var first = EmbeddedServer.on(directory);
    sql(first, "CREATE TABLE kept AS SELECT 42 AS answer").update();

    var attached = EmbeddedServer.on(directory);
    assertThat(attached.port()).isEqualTo(first.port());

    kill();
    first.close();
    try (var restarted = EmbeddedServer.on(directory)) {
      var answer = sql(restarted, "SELECT answer FROM kept").query(Integer.class).single();
      assertThat(answer).isEqualTo(42);
    }
    assertThat(directory.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aCommitIsOnDiskWhenItReturns() {
    try (var server = EmbeddedServer.on(directory)) {
      assertThat(sql(server, "SHOW fsync").query(String.class).single()).isEqualTo("on");
      assertThat(sql(server, "SHOW synchronous_commit").query(String.class).single())
          .isEqualTo("on");
    }
  }

  @Test
  void closingAServerThatWasFoundStopsIt() {
    EmbeddedServer.on(directory);

    EmbeddedServer.on(directory).close();

    assertThat(directory.resolve("postmaster.pid")).doesNotExist();
  }

  private void kill() throws IOException {
    var pid = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip();
    var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static JdbcClient.StatementSpec sql(EmbeddedServer server, String sql) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl("jdbc:postgresql://localhost:%d/postgres".formatted(server.port()));
    dataSource.setUser("postgres");
    return JdbcClient.create(dataSource).sql(sql);
  }
}
