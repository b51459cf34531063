package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.kernel.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random histories of connecting, disconnecting, waiting and looking: whatever happened before, a
 * card shows what was seen with the viewer's own present token, or nothing beyond the public.
 */
@CardTest
class OneViewersOwnViewTests {

  private static final List<UserId> PEOPLE = List.of(Cast.ADA, Cast.BEN, Cast.CHLOE, Cast.EMIL);
  private static final int STEPS = 60;

  @Autowired private Cards cards;
  @Autowired private FakeNetwork network;
  @Autowired private CardTest.FakeTicker ticker;
  @Autowired private People people;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @Tag("M46")
  void isNeverAnothersAndNeverOfAnEndedConnection(long seed) {
    var random = new Random(seed);
    Map<UserId, String> connected = new HashMap<>();
    network.reset();
    network
        .hasMember("Ada Visser", "ada@northlight.example")
        .hasMember("Chloé Marchand", "chloe@northlight.example");

    for (var step = 0; step < STEPS; step++) {
      var viewer = PEOPLE.get(random.nextInt(PEOPLE.size()));
      switch (random.nextInt(6)) {
        case 0 -> {
          if (!connected.containsKey(viewer)) {
            var member = "member %d of seed %d".formatted(step, seed);
            people.connect(Cast.NORTHLIGHT, viewer, member);
            connected.put(viewer, member);
          }
        }
        case 1 -> {
          people.disconnect(Cast.NORTHLIGHT, viewer);
          connected.remove(viewer);
        }
        case 2 -> ticker.pass(Duration.ofMinutes(random.nextInt(4)));
        default ->
            assertSeenBy(
                viewer, random.nextBoolean() ? Cast.ADA : Cast.CHLOE, connected.get(viewer));
      }
    }
    PEOPLE.forEach(it -> people.disconnect(Cast.NORTHLIGHT, it));
  }

  private void assertSeenBy(UserId viewer, UserId subject, @Nullable String member) {
    var part = cards.of(Cast.NORTHLIGHT, viewer, subject).network();
    if (member == null) {
      assertThat(part).isInstanceOf(NetworkPart.Invitation.class);
    } else {
      assertThat(part)
          .isInstanceOfSatisfying(
              NetworkPart.Full.class,
              it -> assertThat(it.view().headline()).contains("seen with token of " + member));
    }
  }
}
