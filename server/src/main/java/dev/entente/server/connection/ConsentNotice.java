package dev.entente.server.connection;

import dev.entente.server.policy.Direction;
import dev.entente.server.tenant.Tenant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words a person reads before consenting; what the page shows is what the evidence keeps. */
@Component
public class ConsentNotice {

  private final MessageSource messages;

  ConsentNotice(MessageSource messages) {
    this.messages = messages;
  }

  /** What the option means, in plain words. */
  public String option(Direction direction, Locale locale) {
    return text("connection.option." + direction.label(), locale);
  }

  /** Who may read what afterwards, where it goes, and how to take it back (mission row M71). */
  public String terms(Tenant tenant, Locale locale) {
    return text("connection.terms", locale, tenant.name());
  }

  String whole(Tenant tenant, Direction direction, Locale locale) {
    return option(direction, locale)
        + "\n"
        + terms(tenant, locale)
        + "\n"
        + tenant.privacyStatement();
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
