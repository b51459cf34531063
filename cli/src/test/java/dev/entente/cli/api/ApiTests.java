package dev.entente.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M14")
class ApiTests {

  @Test
  void anAnswerThatNeverEndsIsGivenUp() throws IOException {
    var end = new CountDownLatch(1);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
          exchange.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    try {
      var base = URI.create("http://localhost:" + server.getAddress().getPort());
      var api = new Api(base, () -> "token", Duration.ofMillis(200));

      assertThatExceptionOfType(Trouble.class)
          .isThrownBy(() -> api.ask(Call.get("/users")))
          .satisfies(it -> assertThat(it.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
          .satisfies(it -> assertThat(it.what()).contains("does not answer in time"));
    } finally {
      end.countDown();
      server.stop(0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
