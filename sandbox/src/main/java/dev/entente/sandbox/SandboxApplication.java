package dev.entente.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** The sandbox. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SandboxApplication {

  public static void main(String[] arguments) {
    application().run(arguments);
  }

  /**
   * A sandbox inside a test: on a free port, with its state in memory, unless the settings say
   * else.
   */
  public static Running start(Map<String, Object> settings) {
    var port = freePort();
    Map<String, Object> all = new HashMap<>();
    all.put("server.port", port);
    all.put("sandbox.base-url", "http://localhost:" + port);
    all.put("sandbox.state", "");
    all.putAll(settings);
    var arguments =
        all.entrySet().stream()
            .map(it -> "--%s=%s".formatted(it.getKey(), it.getValue()))
            .toArray(String[]::new);
    return new Running(application().run(arguments), String.valueOf(all.get("sandbox.base-url")));
  }

  /** A sandbox that runs until it is closed. */
  public record Running(ConfigurableApplicationContext context, String baseUrl)
      implements AutoCloseable {

    @Override
    public void close() {
      context.close();
    }
  }

  /**
   * Its configuration has a name of its own, so that a test may have another application beside it.
   */
  private static SpringApplication application() {
    var application = new SpringApplication(SandboxApplication.class);
    application.setDefaultProperties(Map.of("spring.config.name", "sandbox"));
    return application;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
