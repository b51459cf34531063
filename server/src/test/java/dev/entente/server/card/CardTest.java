package dev.entente.server.card;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.entente.server.EntenteTest;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connections;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The whole server with a network in memory and a clock that tests move. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EntenteTest
@AutoConfigureMockMvc
@TestPropertySource(
    properties = {
      "entente.card.host-page=true",
      "entente.card.allowed-origins=https://intranet.example"
    })
@Import(CardTest.Doubles.class)
@interface CardTest {

  /** What stands in for the world. */
  @TestConfiguration(proxyBeanMethods = false)
  class Doubles {

    @Bean
    FakeNetwork fakeNetwork() {
      return new FakeNetwork();
    }

    @Bean
    People people(Connecting connecting, Connections connections) {
      return new People(connecting, connections);
    }

    @Bean
    @Primary
    FakeTicker fakeTicker() {
      return new FakeTicker();
    }
  }

  /** Nanoseconds that pass when told to. */
  final class FakeTicker implements Ticker {

    private final AtomicLong nanoseconds = new AtomicLong();

    void pass(Duration time) {
      nanoseconds.addAndGet(time.toNanos());
    }

    @Override
    public long read() {
      return nanoseconds.get();
    }
  }
}
