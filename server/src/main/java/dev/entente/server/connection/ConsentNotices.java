package dev.entente.server.connection;

import dev.entente.server.connection.ConsentNotice.Option;
import dev.entente.server.connection.ConsentNotice.Section;
import dev.entente.server.connection.ConsentNotice.Statement;
import dev.entente.server.connection.ConsentNotice.Term;
import dev.entente.server.network.Category;
import dev.entente.server.network.Network;
import dev.entente.server.policy.Direction;
import dev.entente.server.tenant.Tenant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words that are shown wherever consent is asked. */
@Component
public class ConsentNotices {

  private final MessageSource messages;

  ConsentNotices(MessageSource messages) {
    this.messages = messages;
  }

  /** For a page on which the person still chooses; {@code offered} is what the ceiling leaves. */
  public ConsentNotice ofChoice(
      Tenant tenant, Network network, Collection<Direction> offered, Locale locale) {
    return new Words(locale)
        .notice(
            tenant,
            network,
            List.of(Direction.BOTH, Direction.INBOUND),
            offered.contains(Direction.BOTH));
  }

  /** For a person who has chosen already, as by the API. */
  public ConsentNotice of(Tenant tenant, Network network, Direction chosen, Locale locale) {
    return new Words(locale).notice(tenant, network, List.of(chosen), true);
  }

  /** The messages in one language. */
  private final class Words {

    private final Locale locale;

    Words(Locale locale) {
      this.locale = locale;
    }

    ConsentNotice notice(
        Tenant tenant, Network network, List<Direction> options, boolean bothOffered) {
      return new ConsentNotice(
          text("connection.locale"),
          options.stream().map(it -> option(it, bothOffered)).toList(),
          options.contains(Direction.BOTH)
              ? List.of(inbound(network), outbound())
              : List.of(inbound(network)),
          text("connection.terms", tenant.name()),
          List.of(
              new Statement(text("connections.organisationPrivacy"), tenant.privacyStatement()),
              new Statement(text("connections.networkPrivacy"), network.privacyStatement())));
    }

    private Option option(Direction direction, boolean bothOffered) {
      return new Option(
          direction,
          text("connections." + direction.label()),
          text("connection.option." + direction.label()),
          direction == Direction.INBOUND || bothOffered
              ? Optional.empty()
              : Optional.of(text("connections.capped")));
    }

    private Section inbound(Network network) {
      return new Section(
          Direction.INBOUND,
          text("connections.inbound"),
          Arrays.stream(Category.values())
              .map(it -> term("inbound." + it, objection(network, it)))
              .toList());
    }

    private Optional<String> objection(Network network, Category category) {
      if (!network.categories().contains(category)) {
        return Optional.of(text("category.notOffered"));
      }
      // No card shows any of it; consent is asked for nothing that is not used.
      return category == Category.SUBSCRIPTIONS
          ? Optional.of(text("category.notRead"))
          : Optional.empty();
    }

    /** LinkedIn has no interface that takes any of them, so none is sent. */
    private Section outbound() {
      return new Section(
          Direction.BOTH,
          text("connections.outbound"),
          Arrays.stream(OutboundCategory.values())
              .map(it -> term("outbound." + it, Optional.of(text("category.notSent"))))
              .toList());
    }

    private Term term(String category, Optional<String> objection) {
      return new Term(
          category,
          text("category." + category),
          text("category." + category + ".meaning"),
          objection);
    }

    private String text(String key, Object... arguments) {
      return messages.getMessage(key, arguments, locale);
    }
  }
}
