package dev.entente.server.card;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How cards are made.
 *
 * @param publicInformation how long public information and pictures stay in memory
 * @param profile how long the viewer's own profile does
 * @param interests how long what the viewer follows does
 * @param connections how long the viewer's own connections and what a viewer sees of another member
 *     do
 * @param memory how much of the server's memory all of these may take together; half of it is for
 *     the viewers' own connections
 * @param allowedOrigins other web sites that may embed the card, such as {@code
 *     https://intranet.example}; see docs/embedding.md
 * @param hostPage whether {@code /host} stands in for mail and intranet; for demonstrations
 */
@ConfigurationProperties("entente.card")
public record CardSettings(
    @DefaultValue("10m") Duration publicInformation,
    @DefaultValue("10m") Duration profile,
    @DefaultValue("10m") Duration interests,
    @DefaultValue("5m") Duration connections,
    @DefaultValue("64MB") DataSize memory,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("false") boolean hostPage) {

  public CardSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
