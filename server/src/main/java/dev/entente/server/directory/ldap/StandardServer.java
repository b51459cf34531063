package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.ldap.LdapSettings.Scope;
import dev.entente.server.directory.ldap.Position.Stage;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server with the standard schema, such as OpenLDAP and 389 Directory Server. Each run calls the
 * roll; what changed since the last one is read anew. Rolls are held in memory: after a restart the
 * first run is a full load.
 */
final class StandardServer {

  private static final Filter PEOPLE = Filter.createEqualityFilter("objectClass", "inetOrgPerson");
  private static final Filter GROUPS =
      Filter.createORFilter(
          Filter.createEqualityFilter("objectClass", "groupOfNames"),
          Filter.createEqualityFilter("objectClass", "groupOfUniqueNames"));

  private static final String[] MEMBERS = {"member", "uniqueMember"};

  /** RFC 4530 writes {@code 8-4-4-4-12} digits, 389 Directory Server's nsUniqueId 8-8-8-8. */
  private static final Pattern ID = Pattern.compile("\\p{XDigit}{32}");

  /** OpenLDAP's tells two changes within a second apart; any server has the other. */
  private static final List<String> STAMPS = List.of("entryCSN", "modifyTimestamp");

  /** draft-behera-ldap-password-policy §5.3.3: locked until an administrator unlocks it. */
  private static final String LOCKED_FOR_GOOD = "000001010000Z";

  private final TenantId tenant;
  private final LdapSettings settings;
  private final Mapping mapping;
  private final Clock clock;

  private Optional<Roll> confirmed = Optional.empty();
  private Optional<Roll> latest = Optional.empty();

  StandardServer(TenantId tenant, LdapSettings settings, Clock clock) {
    this.tenant = tenant;
    this.settings = settings;
    this.mapping = Mapping.standard(settings);
    this.clock = clock;
  }

  /**
   * Begins a run, or takes one up again.
   *
   * @param from empty at the start
   */
  Run run(Session session, Optional<Position> from) throws LDAPException, ResyncRequired {
    if (from.isEmpty() || from.orElseThrow().stage() == Stage.DONE) {
      return begin(session, from);
    }
    var position = from.orElseThrow();
    var called = latest.filter(it -> it.id().equals(position.line()) && !it.isSettled());
    if (called.isPresent()) {
      return new Reading(session, called.orElseThrow()).from(position);
    }
    if (position.stage() == Stage.CHANGES) {
      throw new ResyncRequired("the roll that the run began with is gone with a restart");
    }
    // Nobody knows who was there when this load began, so a full one follows it.
    latest = Optional.empty();
    return new Reading(session, call(session, Optional.empty())).from(position);
  }

  private Run begin(Session session, Optional<Position> from) throws LDAPException {
    confirmed =
        from.flatMap(
            it ->
                Stream.of(latest, confirmed)
                    .flatMap(Optional::stream)
                    .filter(roll -> roll.id().equals(it.line()))
                    .findFirst());
    var roll = call(session, confirmed);
    latest = Optional.of(roll);
    var now = clock.instant();
    var full =
        confirmed.isEmpty()
            || roll.isMostlyNew()
            || !now.isBefore(from.orElseThrow().loaded().plus(settings.timeBetweenFullLoads()));
    var position =
        full
            ? new Position(roll.id(), 0, now, Stage.PEOPLE)
            : new Position(roll.id(), 0, from.orElseThrow().loaded(), Stage.CHANGES);
    return new Reading(session, roll).from(position);
  }

  private Roll call(Session session, Optional<Roll> earlier) throws LDAPException {
    var roll = new Roll(earlier);
    var people =
        search(
            session,
            settings.peopleScope(),
            PEOPLE,
            settings.entriesPerPage(),
            rollAttributes(mapping.of(Field.USER_PRINCIPAL_NAME)));
    while (!people.isDone()) {
      for (var entry : people.next()) {
        var id = id(entry);
        if (id.isPresent()) {
          var name = mapping.text(entry, Field.USER_PRINCIPAL_NAME);
          roll.addPerson(entry, id.orElseThrow(), name, stamp(entry));
        }
      }
    }
    settings.peopleScope().refuseEmpty(people.emptyBases());
    var groups =
        search(
            session,
            settings.groupScope(),
            GROUPS,
            settings.entriesPerPage(),
            rollAttributes(List.of()));
    while (!groups.isDone()) {
      for (var entry : groups.next()) {
        var id = id(entry);
        if (id.isPresent()) {
          roll.addGroup(entry, id.orElseThrow(), stamp(entry));
        }
      }
    }
    settings.groupScope().refuseEmpty(groups.emptyBases());
    return roll;
  }

  private String[] rollAttributes(List<String> more) {
    return Stream.of(mapping.of(Field.ID), STAMPS, more)
        .flatMap(List::stream)
        .toArray(String[]::new);
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

  private static String stamp(Entry entry) {
    return STAMPS.stream()
        .flatMap(it -> Optional.ofNullable(entry.getAttributeValue(it)).stream())
        .findFirst()
        .orElse("");
  }

  /** One run on one connection. */
  private final class Reading {

    private final Session session;
    private final Roll roll;
    private final PassedOver passedOver = new PassedOver(tenant);

    Reading(Session session, Roll roll) {
      this.session = session;
      this.roll = roll;
    }

    Run from(Position position) {
      var steps = new ArrayDeque<Run.Step>();
      switch (position.stage()) {
        case CHANGES -> {
          var changed = roll.changed();
          steps.add(new Run.Step(position, changedPeople(changed), this::person));
          steps.add(new Run.Step(position, changedGroups(changed), this::group));
        }
        case PEOPLE -> {
          steps.add(new Run.Step(position, people(), this::person));
          steps.add(new Run.Step(position.at(Stage.GROUPS), groups(), this::group));
        }
        case GROUPS, DONE ->
            steps.add(new Run.Step(position.at(Stage.GROUPS), groups(), this::group));
      }
      return new Run(
          position,
          position.at(Stage.DONE),
          steps,
          settings.peopleScope(),
          this::departures,
          passedOver);
    }

    private List<DirectoryChange> departures() {
      var departures = roll.departures();
      roll.settle();
      return departures;
    }

    private Cursor people() {
      return search(
          session, settings.peopleScope(), PEOPLE, settings.entriesPerPage(), personAttributes());
    }

    private Cursor groups() {
      return search(
          session, settings.groupScope(), GROUPS, settings.groupsPerPage(), groupAttributes());
    }

    private Cursor changedPeople(List<String> names) {
      return new EntryReads(
          session.connection(),
          names.stream().filter(it -> !isGroup(it)).toList(),
          settings.peopleScope().filter().orElse(PEOPLE),
          settings.entriesPerPage(),
          personAttributes());
    }

    private Cursor changedGroups(List<String> names) {
      return new EntryReads(
          session.connection(),
          names.stream().filter(this::isGroup).toList(),
          settings.groupScope().filter().orElse(GROUPS),
          settings.groupsPerPage(),
          groupAttributes());
    }

    private String[] personAttributes() {
      return mapping.personAttributes("nsAccountLock", "pwdAccountLockedTime");
    }

    private String[] groupAttributes() {
      return mapping.groupAttributes(MEMBERS);
    }

    private boolean isGroup(String name) {
      return roll.idOf(name).filter(roll::isGroup).isPresent();
    }

    private List<DirectoryChange> person(SearchResultEntry entry) {
      var id = id(entry);
      if (id.isEmpty()) {
        return withoutId(entry);
      }
      var person = id.orElseThrow();
      var name = mapping.text(entry, Field.USER_PRINCIPAL_NAME);
      if (name.isEmpty()) {
        return unusable(
            entry, person, "has no " + String.join(" or ", mapping.of(Field.USER_PRINCIPAL_NAME)));
      }
      if (!roll.isHolder(person, name.orElseThrow())) {
        return unusable(entry, person, "somebody else is " + name.orElseThrow());
      }
      return List.of(
          mapping.person(
              entry,
              person,
              name.orElseThrow(),
              mapping.text(entry, Field.DISPLAY_NAME).orElse(name.orElseThrow()),
              mapping.text(entry, Field.MANAGER).flatMap(roll::idOf),
              !isLocked(entry)));
    }

    private List<DirectoryChange> unusable(Entry entry, UUID person, String reason) {
      passedOver.add(entry, reason);
      roll.unread(person);
      return List.of(new RemovePerson(new UserId(person)));
    }

    private List<DirectoryChange> withoutId(Entry entry) {
      passedOver.add(entry, "has no id in " + String.join(" or ", mapping.of(Field.ID)));
      return List.of();
    }

    private List<DirectoryChange> group(SearchResultEntry entry) {
      var id = id(entry);
      if (id.isEmpty()) {
        return withoutId(entry);
      }
      var group = new GroupId(id.orElseThrow());
      var name = mapping.text(entry, Field.DISPLAY_NAME);
      if (name.isEmpty()) {
        passedOver.add(entry, "has no name");
        roll.unread(group.value());
        return List.of(new RemoveGroup(group));
      }
      var members = members(entry);
      return List.of(
          new PutGroup(mapping.group(entry, group.value(), name.orElseThrow())),
          new SetMembers(
              group,
              members.stream().filter(it -> !roll.isGroup(it)).map(UserId::new).toList(),
              members.stream().filter(roll::isGroup).map(GroupId::new).toList()));
    }

    private List<UUID> members(Entry entry) {
      return Arrays.stream(MEMBERS)
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
