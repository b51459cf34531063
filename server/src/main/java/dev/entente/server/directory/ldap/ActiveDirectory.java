package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.ldap.LdapSettings.Scope;
import dev.entente.server.directory.ldap.Position.Stage;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A domain controller of Active Directory, or Samba's. What changed is what has an update sequence
 * number above the one we have come to, which counts on this one controller only. Whatever changed
 * in the domain and is not among our people and groups has left them: deleted, moved away, or
 * outside the filter.
 */
final class ActiveDirectory {

  private static final Logger log = LoggerFactory.getLogger(ActiveDirectory.class);

  /** MS-ADTS §3.1.1.3.4.1.14: deleted objects are shown as well. */
  private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";

  /** MS-ADTS §6.1.1.4: the well-known GUID of the container of deleted objects. */
  private static final String DELETED_OBJECTS = "18E2EA80684F11D2B9AA00C04F79F805";

  /** MS-ADTS §2.2.16: ACCOUNTDISABLE. */
  private static final int DISABLED = 2;

  /** SAM_NORMAL_USER_ACCOUNT: no computers, no trusts, no contacts. */
  private static final Filter PEOPLE = Filter.createEqualityFilter("sAMAccountType", "805306368");

  /** MS-ADTS §2.2.12: GROUP_TYPE_SECURITY_ENABLED; the others are distribution lists. */
  private static final Filter GROUPS =
      Filter.createANDFilter(
          Filter.createEqualityFilter("objectClass", "group"),
          Filter.createExtensibleMatchFilter(
              "groupType", "1.2.840.113556.1.4.803", false, "2147483648"));

  /** Deleted objects keep their class, and lose most of the rest. */
  private static final Filter ANYONE =
      Filter.createANDFilter(
          Filter.createORFilter(
              Filter.createEqualityFilter("objectClass", "user"),
              Filter.createEqualityFilter("objectClass", "group")),
          Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", "computer")));

  private static final String MEMBER_OF = "memberOf";

  private final TenantId tenant;
  private final LdapSettings settings;
  private final Mapping mapping;
  private final Clock clock;

  private boolean warned;

  ActiveDirectory(TenantId tenant, LdapSettings settings, Clock clock) {
    this.tenant = tenant;
    this.settings = settings;
    this.mapping = Mapping.activeDirectory(settings);
    this.clock = clock;
  }

  /**
   * Begins a run, or takes one up again.
   *
   * @param from empty at the start
   */
  Run run(Session session, Optional<Position> from) throws LDAPException, ResyncRequired {
    refuseForeignBases(session.domain());
    var now =
        new Position(
            invocation(session), session.highestCommittedUsn(), clock.instant(), Stage.PEOPLE);
    if (from.isEmpty()) {
      return new Reading(session).full(now);
    }
    var position = from.orElseThrow();
    if (!position.line().equals(now.line())) {
      throw new ResyncRequired(
          "another domain controller answers, or this one was restored: its sequence numbers are"
              + " its own");
    }
    return switch (position.stage()) {
      case PEOPLE, GROUPS -> new Reading(session).full(position);
      case CHANGES -> new Reading(session).changes(position, now.usn());
      case DONE ->
          isDue(position) || !showsDeleted(session)
              ? new Reading(session).full(now)
              : new Reading(session).changes(position.at(Stage.CHANGES), now.usn());
    };
  }

  private void refuseForeignBases(String domain) throws LDAPException {
    for (var scope : List.of(settings.peopleScope(), settings.groupScope())) {
      for (var base : scope.bases()) {
        if (!Session.isWithin(base, domain)) {
          throw new Problem(
              Problem.Code.INVALID_REQUEST,
              "The base %s is not in %s, whose domain controller was asked."
                  .formatted(base, domain));
        }
      }
    }
  }

  /** It changes when a controller is restored from a backup, and its sequence numbers go back. */
  private static String invocation(Session session) throws LDAPException {
    var service = session.service();
    return Optional.ofNullable(session.connection().getEntry(service, "invocationId"))
        .flatMap(it -> Optional.ofNullable(it.getAttributeValueBytes("invocationId")))
        .flatMap(ActiveDirectoryNames::guid)
        .map(UUID::toString)
        .orElseThrow(
            () ->
                new LDAPException(
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    "the account may not read invocationId of " + service));
  }

  private boolean isDue(Position position) {
    return !clock.instant().isBefore(position.loaded().plus(settings.timeBetweenFullLoads()));
  }

  private boolean showsDeleted(Session session) throws LDAPException {
    var request =
        new SearchRequest(
            "<WKGUID=%s,%s>".formatted(DELETED_OBJECTS, session.domain()),
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            "objectGUID");
    request.addControl(new Control(SHOW_DELETED, true));
    var shown = isShown(session, request);
    if (!shown && !warned) {
      warned = true;
      log.warn(
          "The LDAP source of tenant {} reads everything each time: its account does not see CN=Deleted"
              + " Objects and could miss who was deleted; docs/ldap.md says how to grant that",
          tenant);
    }
    return shown;
  }

  private static boolean isShown(Session session, SearchRequest request) throws LDAPException {
    try {
      return Session.entries(session.connection().search(request)).stream()
          .anyMatch(it -> ActiveDirectoryNames.id(it).isPresent());
    } catch (LDAPSearchException e) {
      if (e.getResultCode().isConnectionUsable()) {
        return false;
      }
      throw e;
    }
  }

  /** One run on one connection. */
  private final class Reading {

    private final Session session;
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final String dnsDomain;
    private final Set<UUID> groups;

    /** What changed and was not seen among our people and groups, with whether it is a group. */
    private final Map<UUID, Boolean> unseen = new HashMap<>();

    Reading(Session session) throws LDAPException {
      this.session = session;
      this.dnsDomain = dnsDomain(session.domain());
      this.groups = groupIds();
    }

    Run full(Position begin) {
      var steps = new ArrayDeque<Run.Step>();
      if (begin.stage() == Stage.PEOPLE) {
        steps.add(new Run.Step(begin, people(Optional.empty()), this::person));
      }
      steps.add(new Run.Step(begin.at(Stage.GROUPS), groups(Optional.empty()), this::group));
      return new Run(begin, begin.at(Stage.DONE), steps, List::of, passedOver);
    }

    Run changes(Position begin, long until) throws LDAPException {
      var changed =
          Filter.createGreaterOrEqualFilter("uSNChanged", String.valueOf(begin.usn() + 1));
      touched(changed);
      var steps = new ArrayDeque<Run.Step>();
      steps.add(new Run.Step(begin, people(Optional.of(changed)), this::person));
      steps.add(new Run.Step(begin, groups(Optional.of(changed)), this::group));
      var end = new Position(begin.line(), until, begin.loaded(), Stage.DONE);
      return new Run(begin, end, steps, this::departures, passedOver);
    }

    private Set<UUID> groupIds() throws LDAPException {
      var ids = new HashSet<UUID>();
      var search =
          search(
              settings.groupScope(),
              GROUPS,
              Optional.empty(),
              settings.entriesPerPage(),
              "objectGUID");
      while (!search.isDone()) {
        search.next().forEach(it -> ActiveDirectoryNames.id(it).ifPresent(ids::add));
      }
      return ids;
    }

    /**
     * Before what is ours is read: something that leaves later on is met by the next run, and what
     * changes again meanwhile is still ours.
     */
    private void touched(Filter changed) throws LDAPException {
      var search =
          new PagedSearch(
              session.connection(),
              List.of(session.domain()),
              Filter.createANDFilter(changed, ANYONE),
              settings.entriesPerPage(),
              List.of(new Control(SHOW_DELETED, true)),
              "objectGUID",
              "objectClass");
      while (!search.isDone()) {
        search
            .next()
            .forEach(
                it ->
                    ActiveDirectoryNames.id(it)
                        .ifPresent(id -> unseen.put(id, it.hasObjectClass("group"))));
      }
    }

    private List<DirectoryChange> departures() throws LDAPException {
      refuseBlindness();
      return unseen.entrySet().stream()
          .<DirectoryChange>map(
              it ->
                  it.getValue()
                      ? new RemoveGroup(new GroupId(it.getKey()))
                      : new RemovePerson(new UserId(it.getKey())))
          .toList();
    }

    /** To an account that has lost its rights everyone who has changed seems to have left. */
    private void refuseBlindness() throws LDAPException {
      var people = settings.peopleScope();
      for (var base : people.bases()) {
        var search =
            new PagedSearch(
                session.connection(),
                List.of(base),
                Filter.createANDFilter(
                    people.filter().orElse(PEOPLE),
                    Filter.createPresenceFilter("objectGUID"),
                    Filter.createPresenceFilter("userAccountControl"),
                    Filter.createPresenceFilter("sAMAccountName")),
                1,
                List.of(),
                "objectGUID");
        if (search.next().isEmpty()) {
          LdapSettings.refuseNobodyUnder(List.of(base));
        }
      }
    }

    private Cursor people(Optional<Filter> changed) {
      return search(
          settings.peopleScope(),
          PEOPLE,
          changed,
          settings.entriesPerPage(),
          mapping.personAttributes(asked(changed, "sAMAccountName", "userAccountControl")));
    }

    private Cursor groups(Optional<Filter> changed) {
      return new Ranges(
          session.connection(),
          search(
              settings.groupScope(),
              GROUPS,
              changed,
              settings.groupsPerPage(),
              mapping.groupAttributes(asked(changed, Range.attribute(0)))));
    }

    /** A full load reads the groups themselves. */
    private static String[] asked(Optional<Filter> changed, String... attributes) {
      return changed.isPresent()
          ? Stream.concat(Stream.of(attributes), Stream.of(MEMBER_OF)).toArray(String[]::new)
          : attributes;
    }

    private PagedSearch search(
        Scope scope, Filter usual, Optional<Filter> changed, int size, String... attributes) {
      var filter = scope.filter().orElse(usual);
      return new PagedSearch(
          session.connection(),
          scope.bases(),
          changed.map(it -> Filter.createANDFilter(it, filter)).orElse(filter),
          size,
          List.of(ActiveDirectoryNames.extended()),
          attributes);
    }

    private List<DirectoryChange> person(SearchResultEntry entry) {
      var id = ActiveDirectoryNames.id(entry);
      var account = Optional.ofNullable(entry.getAttributeValueAsInteger("userAccountControl"));
      var name = mapping.text(entry, Field.USER_PRINCIPAL_NAME).or(() -> impliedName(entry));
      if (id.isEmpty() || account.isEmpty() || name.isEmpty()) {
        passOver(entry, "objectGUID, userAccountControl or sAMAccountName is missing or not shown");
        return id.<DirectoryChange>map(it -> new RemovePerson(new UserId(it))).stream().toList();
      }
      unseen.remove(id.orElseThrow());
      var person =
          mapping.person(
              entry,
              id.orElseThrow(),
              name.orElseThrow(),
              mapping.text(entry, Field.DISPLAY_NAME).orElse(name.orElseThrow()),
              mapping.text(entry, Field.MANAGER).flatMap(ActiveDirectoryNames::guid),
              (account.orElseThrow() & DISABLED) == 0);
      var changes = new ArrayList<DirectoryChange>();
      changes.add(new PutPerson(person, mapping.photo(entry)));
      groupsNaming(entry)
          .forEach(it -> changes.add(new AddMembers(it, List.of(person.id()), List.of())));
      return changes;
    }

    /** Groups do not change when somebody whom they name comes into our sight. */
    private Stream<GroupId> groupsNaming(Entry entry) {
      return Optional.ofNullable(entry.getAttributeValues(MEMBER_OF)).stream()
          .flatMap(Arrays::stream)
          .flatMap(it -> ActiveDirectoryNames.guid(it).stream())
          .filter(groups::contains)
          .map(GroupId::new);
    }

    private void passOver(Entry entry, String reason) {
      passedOver.add(new PassedOver(ActiveDirectoryNames.plain(entry.getDN()), reason));
    }

    /** MS-ADTS §5.1.1.1.1: without a name of one's own, the account's at the domain. */
    private Optional<String> impliedName(Entry entry) {
      return Optional.ofNullable(entry.getAttributeValue("sAMAccountName"))
          .map(it -> it + "@" + dnsDomain);
    }

    private List<DirectoryChange> group(SearchResultEntry entry) {
      var id = ActiveDirectoryNames.id(entry);
      var range = Range.of(entry);
      if (id.isPresent() && range.from() > 0) {
        return List.of(new AddMembers(new GroupId(id.orElseThrow()), people(range), nested(range)));
      }
      var name = mapping.text(entry, Field.DISPLAY_NAME);
      if (id.isEmpty() || name.isEmpty()) {
        passOver(entry, "objectGUID or cn is missing or not shown");
        return id.<DirectoryChange>map(it -> new RemoveGroup(new GroupId(it))).stream().toList();
      }
      unseen.remove(id.orElseThrow());
      var group = new GroupId(id.orElseThrow());
      var changes = new ArrayList<DirectoryChange>();
      changes.add(new PutGroup(mapping.group(entry, group.value(), name.orElseThrow())));
      changes.add(new SetMembers(group, people(range), nested(range)));
      groupsNaming(entry).forEach(it -> changes.add(new AddMembers(it, List.of(), List.of(group))));
      return changes;
    }

    private List<UserId> people(Range range) {
      return range.members().stream().filter(it -> !groups.contains(it)).map(UserId::new).toList();
    }

    private List<GroupId> nested(Range range) {
      return range.members().stream().filter(groups::contains).map(GroupId::new).toList();
    }
  }

  private static String dnsDomain(String name) throws LDAPException {
    return Arrays.stream(DN.getRDNs(name))
        .flatMap(it -> Arrays.stream(it.getAttributeValues()))
        .collect(Collectors.joining("."));
  }
}
