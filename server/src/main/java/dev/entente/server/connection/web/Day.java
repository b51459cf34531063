package dev.entente.server.connection.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A moment as pages show it: its day in words, for machines its instant. */
public record Day(Instant at, String inWords) {

  static Day of(Instant at, Locale locale) {
    return new Day(
        at,
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(locale)
            .withZone(ZoneOffset.UTC)
            .format(at));
  }
}
