package dev.entente.server.connection.web;

import dev.entente.server.network.Networks;
import dev.entente.server.web.FormTargets;
import dev.entente.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connect forms' redirects lead to the networks' sign-in. */
@Configuration(proxyBeanMethods = false)
class NetworkSignIns {

  @Bean
  FormTargets signInPages(Networks networks, WebSettings web) {
    return new FormTargets(
        networks.all().stream().map(it -> it.authorizationUri("", web.publicUrl())).toList());
  }
}
