package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.SourceEntry;
import dev.entente.server.directory.ldap.LdapSettings.Scope;
import dev.entente.server.directory.ldap.Position.Stage;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server with the standard schema, such as OpenLDAP and 389 Directory Server. Each run calls the
 * roll; what is not as we have it is read anew.
 */
final class StandardServer {

  private static final Filter PEOPLE = Filter.createEqualityFilter("objectClass", "inetOrgPerson");
  private static final Filter GROUPS =
      Filter.createORFilter(
          Filter.createEqualityFilter("objectClass", "groupOfNames"),
          Filter.createEqualityFilter("objectClass", "groupOfUniqueNames"));

  private static final List<String> MEMBERS = List.of("member", "uniqueMember");

  /** RFC 4511 §4.5.1.8: names only. */
  private static final String NOTHING = "1.1";

  /** RFC 4530 writes {@code 8-4-4-4-12} digits, 389 Directory Server's nsUniqueId 8-8-8-8. */
  private static final Pattern ID = Pattern.compile("\\p{XDigit}{32}");

  /** OpenLDAP's tells two changes within a second apart; any server has the other. */
  private static final List<String> VERSIONS = List.of("entryCSN", "modifyTimestamp");

  /** draft-behera-ldap-password-policy §5.3.3: locked until an administrator unlocks it. */
  private static final String LOCKED_FOR_GOOD = "000001010000Z";

  private final LdapSettings settings;
  private final Mapping mapping;
  private final Clock clock;

  private final Supplier<Map<UUID, Seen>> seen;

  /**
   * @param seen what we made of which entries
   */
  StandardServer(LdapSettings settings, Supplier<Map<UUID, Seen>> seen, Clock clock) {
    this.settings = settings;
    this.mapping = Mapping.standard(settings);
    this.clock = clock;
    this.seen = seen;
  }

  /**
   * Begins a run, or takes one up again.
   *
   * @param from empty at the start
   */
  Run run(Session session, Optional<Position> from) throws LDAPException {
    var roll = call(session);
    return new Reading(session, roll, begin(roll, from)).run();
  }

  private Position begin(Roll roll, Optional<Position> from) {
    var now = clock.instant();
    if (from.isEmpty()) {
      return new Position(Position.ANY, 0, now, Stage.PEOPLE);
    }
    var position = from.orElseThrow();
    if (position.stage() != Stage.DONE) {
      return position;
    }
    var isDue = !now.isBefore(position.loaded().plus(settings.timeBetweenFullLoads()));
    return isDue || roll.isMostlyNew()
        ? new Position(Position.ANY, 0, now, Stage.PEOPLE)
        : position.at(Stage.CHANGES);
  }

  private Roll call(Session session) throws LDAPException {
    var roll = new Roll(seen.get());
    var people =
        search(
            session, settings.peopleScope(), PEOPLE, settings.entriesPerPage(), rollAttributes());
    while (!people.isDone()) {
      for (var entry : people.next()) {
        var id = id(entry);
        if (id.isPresent()) {
          roll.addPerson(entry, id.orElseThrow(), version(entry));
        }
      }
    }
    LdapSettings.refuseNobodyUnder(people.emptyBases());
    var groups =
        search(session, settings.groupScope(), GROUPS, settings.entriesPerPage(), rollAttributes());
    while (!groups.isDone()) {
      for (var entry : groups.next()) {
        var id = id(entry);
        if (id.isPresent()) {
          roll.addGroup(entry, id.orElseThrow(), version(entry));
        }
      }
    }
    for (var base : groups.emptyBases()) {
      requireEntry(session, base);
    }
    return roll;
  }

  /** In pages, 389 Directory Server finds nothing under what is not there, and no fault in it. */
  private static void requireEntry(Session session, String base) throws LDAPException {
    session
        .connection()
        .search(base, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), NOTHING);
  }

  private String[] rollAttributes() {
    return Stream.of(mapping.of(Field.ID), VERSIONS).flatMap(List::stream).toArray(String[]::new);
  }

  private static PagedSearch search(
      Session session, Scope scope, Filter usual, int size, String... attributes) {
    return new PagedSearch(
        session.connection(),
        scope.bases(),
        scope.filter().orElse(usual),
        size,
        List.of(),
        attributes);
  }

  private Optional<UUID> id(Entry entry) {
    return mapping
        .text(entry, Field.ID)
        .map(it -> it.replace("-", ""))
        .filter(it -> ID.matcher(it).matches())
        .map(
            it ->
                new UUID(
                    Long.parseUnsignedLong(it, 0, 16, 16), Long.parseUnsignedLong(it, 16, 32, 16)));
  }

  private static String version(Entry entry) {
    return VERSIONS.stream()
        .flatMap(it -> Optional.ofNullable(entry.getAttributeValue(it)).stream())
        .findFirst()
        .orElse("");
  }

  /** One run on one connection. */
  private final class Reading {

    private final Session session;
    private final Roll roll;
    private final Position begin;
    private final List<PassedOver> passedOver = new ArrayList<>();

    /** Names that groups, whether they changed or not, have to be looked through for. */
    private final Deque<String> cameOrMoved = new ArrayDeque<>();

    private final Deque<String> naming = new ArrayDeque<>();

    /** Names that somebody who has not changed may have as the manager's. */
    private final Deque<String> managers = new ArrayDeque<>();

    private final Deque<String> reports = new ArrayDeque<>();

    Reading(Session session, Roll roll, Position begin) {
      this.session = session;
      this.roll = roll;
      this.begin = begin;
    }

    Run run() {
      return new Run(
          begin,
          begin.at(Stage.DONE),
          isIncremental() ? changes() : everything(),
          isIncremental() ? roll::departures : List::of,
          passedOver);
    }

    private boolean isIncremental() {
      return begin.stage() == Stage.CHANGES;
    }

    private Deque<Run.Step> changes() {
      var changed = roll.changed();
      var changedPeople = changed.stream().filter(it -> !isGroup(it)).toList();
      var changedGroups = changed.stream().filter(this::isGroup).toList();
      var managedBySomebody = new Mentions(managers, mapping.of(Field.MANAGER), this::searchPeople);
      var namingSomebody = new Mentions(cameOrMoved, MEMBERS, this::searchGroups);
      return new ArrayDeque<>(
          List.of(
              new Run.Step(begin, people(new ArrayDeque<>(changedPeople)), this::person),
              new Run.Step(begin, managedBySomebody, it -> later(it, reports)),
              new Run.Step(begin, people(reports), this::person),
              new Run.Step(begin, groups(changedGroups), this::group),
              new Run.Step(begin, namingSomebody, it -> later(it, naming)),
              new Run.Step(begin, groups(naming), this::group)));
    }

    private Deque<Run.Step> everything() {
      var steps = new ArrayDeque<Run.Step>();
      if (begin.stage() == Stage.PEOPLE) {
        steps.add(new Run.Step(begin, people(), this::person));
      }
      steps.add(new Run.Step(begin.at(Stage.GROUPS), groups(roll.groupNames()), this::group));
      return steps;
    }

    private Cursor people() {
      return search(
          session, settings.peopleScope(), PEOPLE, settings.entriesPerPage(), personAttributes());
    }

    private Cursor people(Deque<String> names) {
      return new EntryReads(
          session.connection(),
          names,
          settings.peopleScope().filter().orElse(PEOPLE),
          settings.entriesPerPage(),
          personAttributes());
    }

    private Cursor groups(List<String> names) {
      return groups(new ArrayDeque<>(names));
    }

    private Cursor groups(Deque<String> names) {
      return new EntryReads(
          session.connection(),
          names,
          settings.groupScope().filter().orElse(GROUPS),
          settings.groupsPerPage(),
          mapping.groupAttributes(MEMBERS.toArray(String[]::new)));
    }

    private PagedSearch searchPeople(Filter filter) {
      return names(settings.peopleScope(), PEOPLE, filter);
    }

    private PagedSearch searchGroups(Filter filter) {
      return names(settings.groupScope(), GROUPS, filter);
    }

    private PagedSearch names(Scope scope, Filter usual, Filter filter) {
      return new PagedSearch(
          session.connection(),
          scope.bases(),
          Filter.createANDFilter(scope.filter().orElse(usual), filter),
          settings.entriesPerPage(),
          List.of(),
          NOTHING);
    }

    private static List<DirectoryChange> later(SearchResultEntry entry, Deque<String> names) {
      names.add(entry.getDN());
      return List.of();
    }

    private String[] personAttributes() {
      return mapping.personAttributes("nsAccountLock", "pwdAccountLockedTime");
    }

    private boolean isGroup(String name) {
      return roll.idOf(name).filter(roll::isGroup).isPresent();
    }

    private List<DirectoryChange> person(SearchResultEntry entry) throws LDAPException {
      var id = id(entry);
      if (id.isEmpty()) {
        return withoutId(entry);
      }
      var person = id.orElseThrow();
      var found = roll.entry(entry, person);
      var name = mapping.text(entry, Field.USER_PRINCIPAL_NAME);
      if (name.isEmpty()) {
        var reason = "has no " + String.join(" or ", mapping.of(Field.USER_PRINCIPAL_NAME));
        passedOver.add(new PassedOver(found, reason, Optional.of(person)));
        return List.of(new RemovePerson(new UserId(person)));
      }
      var lookedUp = namesToLookUp(found, person);
      managers.addAll(lookedUp);
      cameOrMoved.addAll(lookedUp);
      return List.of(
          new PutPerson(
              mapping.person(
                  entry,
                  person,
                  name.orElseThrow(),
                  mapping.text(entry, Field.DISPLAY_NAME).orElse(name.orElseThrow()),
                  mapping.text(entry, Field.MANAGER).flatMap(roll::idOf),
                  !isLocked(entry)),
              mapping.photo(entry),
              Optional.of(found)));
    }

    private List<DirectoryChange> withoutId(Entry entry) {
      passedOver.add(
          new PassedOver(
              entry.getDN(), "has no id in " + String.join(" or ", mapping.of(Field.ID))));
      return List.of();
    }

    private List<String> namesToLookUp(SourceEntry found, UUID id) {
      return isIncremental() ? roll.namesToLookUp(found, id) : List.of();
    }

    private List<DirectoryChange> group(SearchResultEntry entry) throws LDAPException {
      var id = id(entry);
      if (id.isEmpty()) {
        return withoutId(entry);
      }
      var group = new GroupId(id.orElseThrow());
      var found = roll.entry(entry, group.value());
      var name = mapping.text(entry, Field.DISPLAY_NAME);
      if (name.isEmpty()) {
        passedOver.add(new PassedOver(found, "has no name", Optional.of(group.value())));
        return List.of(new RemoveGroup(group));
      }
      cameOrMoved.addAll(namesToLookUp(found, group.value()));
      var members = members(entry);
      return List.of(
          new PutGroup(mapping.group(entry, group.value(), name.orElseThrow()), Optional.of(found)),
          new SetMembers(
              group,
              members.stream().filter(it -> !roll.isGroup(it)).map(UserId::new).toList(),
              members.stream().filter(roll::isGroup).map(GroupId::new).toList()));
    }

    private List<UUID> members(Entry entry) {
      return MEMBERS.stream()
          .flatMap(it -> Optional.ofNullable(entry.getAttributeValues(it)).stream())
          .flatMap(Arrays::stream)
          .flatMap(it -> roll.idOf(it).stream())
          .toList();
    }
  }

  private static boolean isLocked(Entry entry) {
    return entry.hasAttributeValue("nsAccountLock", "true")
        || entry.hasAttributeValue("pwdAccountLockedTime", LOCKED_FOR_GOOD);
  }
}
