package dev.entente.server.connection.web;

import dev.entente.server.network.Networks;
import dev.entente.server.web.FormTarget;
import dev.entente.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connect form's redirect leads to the network's sign-in. */
@Configuration(proxyBeanMethods = false)
class ConnectFormTarget {

  /** Our own origin where no network is configured: nothing is then allowed that was not before. */
  @Bean
  FormTarget networkSignIn(Networks networks, WebSettings web) {
    return new FormTarget(
        networks.all().stream()
            .findFirst()
            .map(it -> it.authorizationUri("", web.publicUrl()))
            .orElse(web.publicUrl()));
  }
}
