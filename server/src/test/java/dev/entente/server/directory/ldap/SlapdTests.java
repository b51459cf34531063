package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Photo;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.UserId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What OpenLDAP adds to the contract. */
@Tag("M76")
class SlapdTests {

  private final Slapd slapd = Slapd.get();
  private final Relay relay = new Relay("127.0.0.1", slapd.port());
  private final SlapdOutsider outside = new SlapdOutsider(relay);

  private final Sources.Kept kept = new Sources.Kept();

  @BeforeAll
  static void isInstalled() {
    Slapd.get();
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @Test
  void aPersonIsReadWithManagerPhotoAndWork() throws Exception {
    var manager = outside.addPerson("Mia");
    var person = outside.addPerson("Noa");
    set(person.value(), "manager", outside.nameOf(manager).toUpperCase(Locale.ROOT));
    set(person.value(), "title", " Head of Design ");
    set(person.value(), "departmentNumber", "Design");
    set(person.value(), "o", "X");
    outside.modify(
        person.value(),
        new Modification(
            ModificationType.REPLACE, "jpegPhoto", HexFormat.of().parseHex("ffd8ffe000")));

    var said = Sources.run(open(), Checkpoint.START).all(PutPerson.class);

    assertThat(said)
        .filteredOn(it -> it.person().id().equals(person))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.person().manager()).contains(manager);
              assertThat(it.person().jobTitle()).contains("Head of Design");
              assertThat(it.person().department()).contains("Design");
              assertThat(it.person().companyName()).contains("X");
              assertThat(it.photo().map(Photo::mediaType)).contains("image/jpeg");
            });
  }

  @Test
  void peopleBeyondAThousandComeInPages() throws Exception {
    var count = 1_050;
    IntStream.range(0, count).forEach(it -> outside.addPerson("Nr " + it));

    var said = Sources.run(open(), Checkpoint.START);

    assertThat(said.all(PutPerson.class)).hasSize(count);
    assertThat(said.pages()).isGreaterThan(10);
  }

  @Test
  void theNextRunSaysOnlyWhatChanged() throws Exception {
    var mia = outside.addPerson("Mia");
    outside.addPerson("Noa");
    var group = outside.addGroup("Sales");
    var source = open();
    var first = Sources.run(source, Checkpoint.START, kept);
    outside.rename(mia, "Mia Berg");

    var second = Sources.run(source, first.end(), kept);

    assertThat(second.full()).isFalse();
    assertThat(second.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            PutPerson.class, it -> assertThat(it.person().displayName()).isEqualTo("Mia Berg"));
    outside.addMember(group, mia);
    assertThat(Sources.run(source, second.end(), kept).all(SetMembers.class))
        .containsExactly(new SetMembers(group, List.of(mia), List.of()));
  }

  @Test
  void whoMovesInTheTreeKeepsIdAndMembership() throws Exception {
    var mia = outside.addPerson("Mia");
    var elsewhere = outside.addUnit("elsewhere");
    var source = open();
    var first = Sources.run(source, Checkpoint.START, kept);

    outside.move(mia, elsewhere);
    var group = outside.addGroup("Sales");
    outside.addMember(group, mia);
    var second = Sources.run(source, first.end(), kept);

    assertThat(second.all(PutPerson.class)).extracting(it -> it.person().id()).containsExactly(mia);
    assertThat(second.all(RemovePerson.class)).isEmpty();
    assertThat(second.all(SetMembers.class).getFirst().people()).containsExactly(mia);
  }

  @Test
  void whoMovesOutOfTheBaseHasLeft() throws Exception {
    var mia = outside.addPerson("Mia");
    outside.addPerson("Noa");
    var other = new SlapdOutsider(relay);
    var source = open();
    var first = Sources.run(source, Checkpoint.START, kept);

    outside.move(mia, other.base());

    assertThat(Sources.run(source, first.end(), kept).changes())
        .containsExactly(new RemovePerson(mia));
  }

  @Test
  void groupsOfUniqueNamesAreGroupsAndDanglingMembersDoNotCount() throws Exception {
    var mia = outside.addPerson("Mia");
    var entry = new Entry("cn=Unique," + outside.base());
    entry.addAttribute("objectClass", "groupOfUniqueNames");
    entry.addAttribute("uniqueMember", outside.nameOf(mia), "cn=nobody");
    outside.add(entry);

    var said = Sources.run(open(), Checkpoint.START);

    var group = new GroupId(outside.idOf(entry.getDN()));
    assertThat(said.all(PutGroup.class)).extracting(it -> it.group().id()).containsExactly(group);
    assertThat(said.all(SetMembers.class))
        .containsExactly(new SetMembers(group, List.of(mia), List.of()));
  }

  @Test
  void anEntryThatIsNoPersonToUsDoesNotStopTheOthers() throws Exception {
    var nameless = outside.addPerson("Mia");
    outside.modify(nameless.value(), new Modification(ModificationType.DELETE, "mail"));
    var noa = outside.addPerson("Noa");

    var said = Sources.run(open(), Checkpoint.START);

    assertThat(said.changes()).first().isEqualTo(new RemovePerson(nameless));
    assertThat(said.passedOver())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.name()).isEqualTo(outside.nameOf(nameless));
              assertThat(it.reason()).isEqualTo("has no userPrincipalName or mail");
            });
    assertThat(said.all(PutPerson.class)).extracting(it -> it.person().id()).containsExactly(noa);
  }

  @Test
  void thatManyArePassedOverIsNoReasonToReadEverything() throws Exception {
    IntStream.range(0, 1_010).forEach(it -> addNameless("Nr " + it));
    var mia = outside.addPerson("Mia");
    var first = Sources.run(open(), Checkpoint.START, kept);
    outside.rename(mia, "Mia Berg");

    var second = Sources.run(open(), first.end(), kept);

    assertThat(first.passedOver()).hasSize(1_010);
    assertThat(second.full()).isFalse();
    assertThat(second.passedOver()).isEmpty();
    assertThat(second.all(PutPerson.class)).extracting(it -> it.person().id()).containsExactly(mia);
  }

  private void addNameless(String name) {
    var entry = new Entry("cn=%s,%s".formatted(name, outside.base()));
    outside.person(entry, name);
    entry.removeAttribute("mail");
    outside.add(entry);
  }

  @Test
  void aManagerWhoComesLaterIsTheirManager() throws Exception {
    var noa = outside.addPerson("Noa");
    var entry = new Entry("cn=Mia (Sales) *,%s".formatted(outside.base()));
    outside.person(entry, "Mia");
    set(noa.value(), "manager", entry.getDN());
    var first = Sources.run(open(), Checkpoint.START, kept);

    outside.add(entry);
    var second = Sources.run(open(), first.end(), kept);

    assertThat(second.full()).isFalse();
    assertThat(second.all(PutPerson.class))
        .filteredOn(it -> it.person().id().equals(noa))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.person().manager())
                    .contains(new UserId(outside.idOf(entry.getDN()))));
  }

  @Test
  void whoseManagerMovedHasNoneUntilTheEntrySaysSo() throws Exception {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    set(noa.value(), "manager", outside.nameOf(mia));
    var elsewhere = outside.addUnit("elsewhere");
    var first = Sources.run(open(), Checkpoint.START, kept);

    outside.move(mia, elsewhere);
    var second = Sources.run(open(), first.end(), kept);

    assertThat(second.all(PutPerson.class))
        .filteredOn(it -> it.person().id().equals(noa))
        .singleElement()
        .satisfies(it -> assertThat(it.person().manager()).isEmpty());
  }

  @Test
  void aRunThatWasCutOffGoesOnWhenTheServerIsBack() throws Exception {
    IntStream.range(0, 250).forEach(it -> outside.addPerson("Nr " + it));
    var source = open(relay.url());
    var page = source.read(Checkpoint.START);

    relay.cut();
    assertThatThrownBy(() -> source.read(page.next()))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageStartingWith(relay.url());
    relay.mend();
    var rest = Sources.run(source, page.next(), kept);

    assertThat(rest.all(PutPerson.class)).hasSize(250);
    assertThat(Sources.run(source, rest.end(), kept).full()).isFalse();
  }

  @Test
  void afterARestartTheNextRunSaysOnlyWhatChanged() throws Exception {
    var mia = outside.addPerson("Mia");
    outside.addPerson("Noa");
    var first = Sources.run(open(), Checkpoint.START, kept);
    outside.rename(mia, "Mia Berg");

    var second = Sources.run(open(), first.end());

    assertThat(second.full()).isFalse();
    assertThat(second.all(PutPerson.class)).extracting(it -> it.person().id()).containsExactly(mia);
  }

  @Test
  void aRestartAmidAnIncrementalRunGoesOn() throws Exception {
    var mia = outside.addPerson("Mia");
    var first = Sources.run(open(), Checkpoint.START, kept);
    outside.rename(mia, "Mia Berg");
    var page = open().read(first.end());

    var rest = Sources.run(open(), page.next());

    assertThat(rest.full()).isFalse();
    assertThat(rest.all(PutPerson.class)).extracting(it -> it.person().id()).containsExactly(mia);
  }

  @Test
  void whatIsNoPositionMeansAFullLoad() {
    assertThatThrownBy(() -> open().read(new Checkpoint("of another source")))
        .isInstanceOf(ResyncRequired.class);
  }

  @Test
  void whoseNameChangesIsLookedForInTheGroupsThatNameTheOldAndTheNewOne() throws Exception {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var elsewhere = outside.addUnit("elsewhere");
    var group = outside.addGroup("Sales");
    outside.addMember(group, mia);
    outside.addMember(group, noa);
    var first = Sources.run(open(), Checkpoint.START, kept);

    outside.move(mia, elsewhere);
    var second = Sources.run(open(), first.end(), kept);

    assertThat(second.all(SetMembers.class))
        .containsExactly(new SetMembers(group, List.of(noa), List.of()));
  }

  @Test
  void overTlsTheServerIsKnownByItsCertificate() throws Exception {
    outside.addPerson("Mia");

    for (var source : List.of(open(slapd.tlsUrl(), null), open(slapd.url(), true))) {
      assertThat(Sources.run(source, Checkpoint.START, kept).all(PutPerson.class)).hasSize(1);
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsNotSpokenTo() {
    var source =
        Sources.open(Sources.settings(slapd.tlsUrl(), Slapd.ADMIN, Slapd.PASSWORD, outside.base()));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("certification path");
  }

  @Test
  void aWrongPasswordIsSaidAndTriedOnOneServerOnly() {
    var source =
        Sources.open(
            Sources.settings(
                List.of(slapd.url(), relay.url()),
                null,
                null,
                Slapd.ADMIN,
                new Secret("wrong-password"),
                outside.base(),
                100));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("bindDn or password is wrong")
        .hasMessageNotContaining(relay.url())
        .hasMessageNotContaining("wrong-password");
  }

  @Test
  void theNextServerIsAskedWhenOneIsDown() throws Exception {
    outside.addPerson("Mia");
    try (var down = new Relay("127.0.0.1", slapd.port())) {
      down.cut();
      var source =
          Sources.open(
              Sources.settings(
                  List.of(down.url(), slapd.url()),
                  null,
                  null,
                  Slapd.ADMIN,
                  Slapd.PASSWORD,
                  outside.base(),
                  100));

      assertThat(Sources.run(source, Checkpoint.START, kept).all(PutPerson.class)).hasSize(1);
    }
  }

  @Test
  void aSizeLimitIsNamedAndNobodyLeavesBecauseOfIt() {
    IntStream.range(0, 30).forEach(it -> outside.addPerson("Nr " + it));
    var source =
        Sources.open(Sources.settings(slapd.url(), Slapd.LIMITED, Slapd.PASSWORD, outside.base()));

    assertThatThrownBy(() -> Sources.run(source, Checkpoint.START, kept))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("raise the limit");
  }

  @Test
  void aBaseThatIsNotThereIsSaid() {
    var source =
        Sources.open(
            Sources.settings(slapd.url(), Slapd.ADMIN, Slapd.PASSWORD, "ou=typo," + Slapd.SUFFIX));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("check the bases");
  }

  @Test
  void aBaseOfGroupsThatIsNotThereIsSaid() {
    outside.addPerson("Mia");
    var source = Sources.open(settings(List.of(outside.base()), "ou=typo," + Slapd.SUFFIX));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("check the bases");
  }

  @Test
  void thatNobodyIsShownIsAFaultAndNotADeparture() {
    assertThatThrownBy(() -> Sources.run(open(), Checkpoint.START))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not one person");
  }

  @Test
  void thatOneOfSeveralBasesShowsNobodyIsAFaultInEveryRun() throws Exception {
    outside.addPerson("Mia");
    var unit = outside.addUnit("unit");
    var noa = outside.addPerson("Noa");
    outside.move(noa, unit);
    var source = Sources.open(settings(List.of(outside.base(), unit), outside.base()), kept);
    var first = Sources.run(source, Checkpoint.START, kept);

    outside.move(noa, outside.base());

    assertThatThrownBy(() -> Sources.run(source, first.end(), kept))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not one person under " + unit);
  }

  private LdapSettings settings(List<String> people, String groups) {
    return new LdapSettings(
        List.of(slapd.url()),
        null,
        null,
        Slapd.ADMIN,
        Slapd.PASSWORD,
        new LdapSettings.ScopeSettings(people, null),
        new LdapSettings.ScopeSettings(List.of(groups), null),
        null,
        100,
        null);
  }

  private DirectorySource open() {
    return open(slapd.url());
  }

  private DirectorySource open(String url) {
    return open(url, null);
  }

  private DirectorySource open(String url, @Nullable Boolean startTls) {
    var certificate = slapd.certificate();
    return Sources.open(
        Sources.settings(
            List.of(url), startTls, certificate, Slapd.ADMIN, Slapd.PASSWORD, outside.base(), 100),
        kept);
  }

  private void set(UUID id, String attribute, String value) {
    outside.modify(id, new Modification(ModificationType.REPLACE, attribute, value));
  }
}
