package dev.entente.server.directory.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A full run, a run of what has changed and one that cannot go on, in the answers' shapes of
 * Microsoft's documentation of delta queries and throttling.
 */
@Tag("M76")
class RecordedDeltaTests {

  private static final UserId ADA = UserId.parse("0b000000-0000-4000-8000-0000000000a1");
  private static final UserId BEN = UserId.parse("0b000000-0000-4000-8000-0000000000b1");
  private static final UserId DEV = UserId.parse("0b000000-0000-4000-8000-0000000000d1");
  private static final GroupId SALES = GroupId.parse("0c000000-0000-4000-8000-000000000001");
  private static final GroupId EMEA = GroupId.parse("0c000000-0000-4000-8000-000000000002");

  private final Recording graph = new Recording("recorded-delta.json");
  private final GraphSource source =
      new GraphSource(
          new GraphClient(graph.settings().checked(), JsonMapper.shared(), Clock.systemUTC()),
          JsonMapper.shared());

  @AfterEach
  void stop() {
    graph.close();
  }

  @Test
  void aConversationIsUnderstoodFromItsBeginningToItsEnd() throws Exception {
    var first = run(Checkpoint.START);

    assertThat(first.full()).isTrue();
    assertThat(first.changes())
        .containsExactly(
            new PutPerson(ben("Sales", Optional.of(ADA))),
            new PutPerson(ada()),
            new RemovePerson(DEV),
            new PutGroup(sales()),
            new AddMembers(SALES, List.of(BEN), List.of(EMEA)),
            new PutGroup(sales()),
            new AddMembers(SALES, List.of(ADA), List.of()),
            new PutGroup(emea()));

    var second = run(first.next());

    assertThat(second.full()).isFalse();
    assertThat(second.changes())
        .containsExactly(
            new PutPerson(ben("Marketing", Optional.empty())),
            new RemovePerson(ADA),
            new AddMembers(SALES, List.of(BEN), List.of()),
            new PutGroup(sales()),
            new RemoveMembers(SALES, List.of(ADA), List.of()),
            new RemoveGroup(EMEA));
    assertThatThrownBy(() -> source.read(second.next()))
        .isInstanceOf(ResyncRequired.class)
        .hasMessageContaining("syncStateNotFound");
    assertThat(graph.open()).isEmpty();
  }

  /** All pages of a run, as one. */
  private Page run(Checkpoint from) throws SourceUnavailable, ResyncRequired {
    var changes = new ArrayList<DirectoryChange>();
    var page = source.read(from);
    changes.addAll(page.changes());
    while (!page.last()) {
      page = source.read(page.next());
      changes.addAll(page.changes());
    }
    return new Page(changes, page.next(), true, page.full());
  }

  private static Person ben(String department, Optional<UserId> manager) {
    return new Person(
        BEN,
        "ben@contoso.example",
        "Ben Okafor",
        Optional.of("Ben"),
        Optional.of("Okafor"),
        Optional.of("ben@contoso.example"),
        Optional.empty(),
        Optional.of(department),
        Optional.empty(),
        manager,
        true);
  }

  private static Person ada() {
    return new Person(
        ADA,
        "ada@contoso.example",
        "Ada Visser",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Group sales() {
    return new Group(
        SALES, "Sales", Optional.empty(), Optional.empty(), Group.Kind.SECURITY, Optional.empty());
  }

  private static Group emea() {
    return new Group(
        EMEA,
        "Sales EMEA",
        Optional.empty(),
        Optional.of("emea@contoso.example"),
        Group.Kind.MICROSOFT_365,
        Optional.empty());
  }
}
