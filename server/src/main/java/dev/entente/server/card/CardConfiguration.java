package dev.entente.server.card;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of what is held in memory: monotonic, unlike the wall clock. */
@Configuration(proxyBeanMethods = false)
class CardConfiguration {

  @Bean
  Ticker ticker() {
    return Ticker.systemTicker();
  }
}
