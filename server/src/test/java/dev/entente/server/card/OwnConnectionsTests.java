package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.ConnectionId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.OwnData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Viewers' own connections, as many as LinkedIn lets a member have, in memory as it comes. */
@Tag("M23")
class OwnConnectionsTests {

  /** LinkedIn lets nobody have more. */
  private static final int MOST = 30_000;

  private static final TenantId TENANT = new TenantId(new UUID(1, 1));

  private final Memory memory =
      new Memory(
          new Binder(new MapConfigurationPropertySource(Map.of()))
              .bindOrCreate("entente.card", CardSettings.class),
          () -> 0);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void ofAViewerWhoHasTheMostAreKept() {
    var most = connections(MOST);

    read(1, most);
    read(1, most);

    assertThat(asked).hasValue(1);
  }

  @Test
  void ofAHundredAndFiftyViewersWhoHaveFiveHundredAreKept() {
    var some = connections(500);

    IntStream.range(0, 150).forEach(it -> read(it, some));
    IntStream.range(0, 150).forEach(it -> read(it, some));

    assertThat(asked).hasValue(150);
  }

  @Test
  void weighWhatTheirTextsTake() {
    var plain = OwnConnections.of(rows(List.of(Map.of("First Name", "Ann"))));
    var longer = OwnConnections.of(rows(List.of(Map.of("First Name", "Anna-Maria"))));
    var greek = OwnConnections.of(rows(List.of(Map.of("First Name", "\u0391\u03bd\u03bd"))));

    assertThat(longer.bytes() - plain.bytes()).isEqualTo(7);
    assertThat(greek.bytes() - plain.bytes()).isEqualTo(3);
    assertThat(connections(MOST).bytes() / MOST).isBetween(250, 400);
  }

  @Test
  void nobodyMatchesForLackOfAnAddress() {
    assertThat(connections(1).withEmail("")).isEmpty();
  }

  private void read(int viewer, OwnConnections connections) {
    var id = new UserId(new UUID(2, viewer));
    memory
        .ownConnections()
        .get(
            new Shelf.Key(TENANT, id, Optional.of(new ConnectionId(new UUID(3, viewer))), id),
            () -> {
              asked.incrementAndGet();
              return new Answer.Got<>(connections);
            });
  }

  private static OwnConnections connections(int count) {
    return OwnConnections.of(
        rows(
            IntStream.range(0, count)
                .mapToObj(
                    it ->
                        Map.of(
                            "First Name",
                            "Alexandra",
                            "Last Name",
                            "Longname the " + it,
                            "Company",
                            "A company of some size " + it % 100,
                            "Position",
                            "Head of something important",
                            "URL",
                            "https://www.linkedin.com/in/alexandra-longname-" + it))
                .toList()));
  }

  private static OwnData rows(List<Map<String, String>> connections) {
    return new OwnData(Category.CONNECTIONS, Map.of("CONNECTIONS", connections), Set.of());
  }
}
