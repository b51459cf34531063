package dev.entente.server.card.web;

import dev.entente.server.card.CardSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Which other web sites may embed the card. They bring a token: no cookie of ours goes along, so a
 * page elsewhere can never use the session of whoever reads it.
 */
@Configuration(proxyBeanMethods = false)
class CardOrigins {

  @Bean
  UrlBasedCorsConfigurationSource corsConfigurationSource(CardSettings settings) {
    var cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.allowedOrigins());
    cors.setAllowedMethods(List.of(HttpMethod.GET.name()));
    cors.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION));
    cors.setAllowCredentials(false);
    cors.setMaxAge(Duration.ofHours(1));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/v1.0/users/*/card/**", cors);
    source.registerCorsConfiguration("/v1.0/users/*/photo/**", cors);
    source.registerCorsConfiguration("/card/*.js", cors);
    return source;
  }
}
