package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.ConnectionId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M25")
class ShelfTests {

  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final UserId VIEWER = new UserId(new UUID(2, 1));
  private static final UserId SUBJECT = new UserId(new UUID(2, 2));

  private final AtomicLong now = new AtomicLong();
  private final Shelf<String> shelf =
      new Shelf<>(Duration.ofMinutes(5), 10_000, String::length, now::get);

  @Test
  void answersFromMemoryUntilTheClockRunsOut() {
    assertThat(read(key(1), "first")).isEqualTo("first");
    now.addAndGet(Duration.ofMinutes(5).minusNanos(1).toNanos());
    assertThat(read(key(1), "second")).isEqualTo("first");

    now.addAndGet(1);

    assertThat(shelf.size()).isZero();
    assertThat(read(key(1), "second")).isEqualTo("second");
  }

  @Test
  void readingDoesNotProlongAStay() {
    read(key(1), "first");
    for (var minute = 0; minute < 5; minute++) {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      read(key(1), "later");
    }

    assertThat(read(key(1), "last")).isNotEqualTo("first");
  }

  @Test
  @Tag("M46")
  void neverGivesOneViewersValueToAnother() {
    var another = new UserId(new UUID(2, 3));
    read(new Shelf.Key(TENANT, VIEWER, Optional.empty(), SUBJECT), "mine");

    assertThat(read(new Shelf.Key(TENANT, another, Optional.empty(), SUBJECT), "theirs"))
        .isEqualTo("theirs");
    assertThat(
            read(
                new Shelf.Key(new TenantId(new UUID(1, 2)), VIEWER, Optional.empty(), SUBJECT),
                "elsewhere"))
        .isEqualTo("elsewhere");
  }

  @Test
  void aNewConnectionFindsNothingThatAnOldOneBrought() {
    read(key(1), "old");

    assertThat(read(key(2), "new")).isEqualTo("new");
  }

  @Test
  void forgetsAtOnceWhatItIsToldToForget() {
    read(key(1), "first");
    read(key(2), "second");

    shelf.forget(it -> it.equals(key(1)));

    assertThat(shelf.size()).isEqualTo(1);
    assertThat(read(key(1), "anew")).isEqualTo("anew");
  }

  @Test
  void remembersThatThereIsNothing() {
    shelf.get(key(1), Answer.Nothing::new);

    assertThat(shelf.get(key(1), () -> new Answer.Got<>("found")))
        .isEqualTo(new Answer.Nothing<>());
  }

  @Test
  void asksAMinuteLaterForWhatIsNotThereYet() {
    shelf.get(key(1), Answer.NotYet::new);

    now.addAndGet(Duration.ofMinutes(1).minusNanos(1).toNanos());
    assertThat(shelf.get(key(1), () -> new Answer.Got<>("there"))).isEqualTo(new Answer.NotYet<>());

    now.addAndGet(1);
    assertThat(read(key(1), "there")).isEqualTo("there");
    now.addAndGet(Duration.ofMinutes(5).minusNanos(1).toNanos());
    assertThat(read(key(1), "later")).isEqualTo("there");
  }

  @Test
  void doesNotKeepAFailure() {
    shelf.get(key(1), () -> new Answer.Unreachable<>("timeout", Optional.empty()));
    shelf.get(key(2), () -> new Answer.TokenEnded<>(Answer.Ending.EXPIRED));

    assertThat(shelf.size()).isZero();
  }

  @Test
  void staysWithinItsShareOfTheMemory() {
    IntStream.range(0, 1_000).forEach(it -> read(key(it), "x".repeat(1_000)));

    assertThat(shelf.size()).isBetween(1L, 10L);
  }

  @Test
  void whatIsHeldCannotBeWrittenDownByItself() {
    var held = new Ephemeral<>("a member's summary", 1);

    assertThat(held).isNotInstanceOf(Serializable.class).isNotInstanceOf(Record.class);
  }

  private String read(Shelf.Key key, String fromNetwork) {
    return shelf.get(key, () -> new Answer.Got<>(fromNetwork)) instanceof Answer.Got<String>(var it)
        ? it
        : "";
  }

  private static Shelf.Key key(int connection) {
    return new Shelf.Key(
        TENANT, VIEWER, Optional.of(new ConnectionId(new UUID(3, connection))), SUBJECT);
  }
}
