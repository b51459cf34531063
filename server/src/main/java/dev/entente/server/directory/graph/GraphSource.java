package dev.entente.server.directory.graph;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads users, groups and direct members by delta queries. What a delta says of a user or a group
 * that has changed may be part of it only, and our changes are whole: those are read again by their
 * ids.
 */
final class GraphSource implements DirectorySource {

  private static final String USER_PROPERTIES =
      "id,userPrincipalName,displayName,givenName,surname,mail,jobTitle,department,companyName,"
          + "accountEnabled";
  private static final String GROUP_PROPERTIES =
      "id,displayName,description,mail,securityEnabled,groupTypes,membershipRule";
  private static final String USERS = "/users/delta?$select=" + USER_PROPERTIES + ",manager";
  private static final String GROUPS = "/groups/delta?$select=" + GROUP_PROPERTIES + ",members";

  private static final String MEMBER_OF =
      "/memberOf?$select=id,displayName,securityEnabled,groupTypes&$top=999";

  private static final String REMOVED = "@removed";
  private static final String USER_TYPE = "#microsoft.graph.user";
  private static final String GROUP_TYPE = "#microsoft.graph.group";

  private final GraphClient graph;
  private final JsonMapper json;

  GraphSource(GraphClient graph, JsonMapper json) {
    this.graph = graph;
    this.json = json;
  }

  @Override
  public Owner owner() {
    return Owner.GRAPH;
  }

  @Override
  public Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired {
    var cursor = Cursor.of(from, json);
    var first = graph.at(cursor.inGroups() ? GROUPS : USERS);
    var page = graph.get(cursor.next().orElse(first));
    var changes = cursor.inGroups() ? groups(page, cursor.full()) : users(page, cursor.full());
    var next = text(page, "@odata.nextLink").map(cursor::at);
    if (next.isPresent()) {
      return new Page(changes, next.get().checkpoint(json), false, cursor.full());
    }
    var delta =
        text(page, "@odata.deltaLink").orElseThrow(() -> fault("a page leads nowhere", page));
    return cursor.inGroups()
        ? new Page(changes, cursor.groupsRead(delta).checkpoint(json), true, cursor.full())
        : new Page(changes, cursor.usersRead(delta).checkpoint(json), false, cursor.full());
  }

  private List<DirectoryChange> users(JsonNode page, boolean full)
      throws SourceUnavailable, ResyncRequired {
    var whole =
        whole(
            page,
            it -> full && it.has("userPrincipalName"),
            "/users/%s?$select=" + USER_PROPERTIES + "&$expand=manager($select=id)");
    var changes = new ArrayList<DirectoryChange>();
    for (var entry : page.path("value")) {
      var id = userId(entry);
      var user = Optional.ofNullable(whole.get(id.toString())).filter(_ -> !entry.has(REMOVED));
      changes.add(
          user.<DirectoryChange>map(it -> new PutPerson(person(it)))
              .orElseGet(() -> new RemovePerson(id)));
    }
    if (!full) {
      holders("/users/", whole.keySet())
          .forEach(
              (id, groups) ->
                  groups.forEach(
                      it -> changes.add(new AddMembers(it, List.of(UserId.parse(id)), List.of()))));
    }
    return changes;
  }

  private List<DirectoryChange> groups(JsonNode page, boolean full)
      throws SourceUnavailable, ResyncRequired {
    var whole =
        whole(page, it -> full && it.has("displayName"), "/groups/%s?$select=" + GROUP_PROPERTIES);
    var changes = new ArrayList<DirectoryChange>();
    for (var entry : page.path("value")) {
      var id = groupId(entry);
      var group =
          Optional.ofNullable(whole.get(id.toString()))
              .filter(_ -> !entry.has(REMOVED))
              .flatMap(GraphSource::group);
      if (group.isEmpty()) {
        changes.add(new RemoveGroup(id));
      } else {
        changes.add(new PutGroup(group.get()));
        changes.addAll(members(id, entry.path("members@delta")));
      }
    }
    if (!full) {
      holders("/groups/", whole.keySet())
          .forEach(
              (id, groups) ->
                  groups.forEach(
                      it ->
                          changes.add(new AddMembers(it, List.of(), List.of(GroupId.parse(id))))));
    }
    return changes;
  }

  /** The groups that hold each of them: no delta says so of one that was restored. */
  private Map<String, List<GroupId>> holders(String path, Set<String> ids)
      throws SourceUnavailable, ResyncRequired {
    var holders = new HashMap<String, List<GroupId>>();
    for (var found :
        graph.getAll(ids.stream().map(it -> path + it + MEMBER_OF).toList()).entrySet()) {
      var id = found.getKey().substring(path.length(), found.getKey().indexOf(MEMBER_OF));
      var groups = new ArrayList<GroupId>();
      for (var page = found.getValue(); page.isPresent(); page = next(page.get())) {
        for (var holder : page.get().path("value")) {
          if (text(holder, "@odata.type").orElse("").equals(GROUP_TYPE)) {
            group(holder).ifPresent(it -> groups.add(it.id()));
          }
        }
      }
      holders.put(id, groups);
    }
    return holders;
  }

  private Optional<JsonNode> next(JsonNode page) throws SourceUnavailable, ResyncRequired {
    var link = text(page, "@odata.nextLink");
    return link.isPresent() ? Optional.of(graph.get(link.get())) : Optional.empty();
  }

  private interface Test {
    boolean passes(JsonNode entry);
  }

  /** Those of the page's entries that still exist, by id: as they stand there, or read again. */
  private Map<String, JsonNode> whole(JsonNode page, Test isWhole, String path)
      throws SourceUnavailable {
    var whole = new HashMap<String, JsonNode>();
    var again = new HashMap<String, String>();
    for (var entry : page.path("value")) {
      // Also keeps anything but a GUID out of the path.
      var id = userId(entry).toString();
      if (entry.has(REMOVED)) {
        continue;
      }
      if (isWhole.passes(entry)) {
        whole.put(id, entry);
      } else {
        again.put(path.formatted(id), id);
      }
    }
    graph
        .getAll(List.copyOf(again.keySet()))
        .forEach(
            (asked, found) -> found.ifPresent(it -> whole.put(again.getOrDefault(asked, ""), it)));
    return whole;
  }

  private static Person person(JsonNode user) {
    var name =
        text(user, "userPrincipalName")
            .orElseThrow(() -> fault("a user has no userPrincipalName", user));
    return new Person(
        userId(user),
        name,
        text(user, "displayName").orElse(name),
        text(user, "givenName"),
        text(user, "surname"),
        text(user, "mail"),
        text(user, "jobTitle"),
        text(user, "department"),
        text(user, "companyName"),
        manager(user),
        user.path("accountEnabled").asBoolean(false));
  }

  /** A delta tells it as an annotation, a user read alone holds it. */
  private static Optional<UserId> manager(JsonNode user) {
    var manager = user.has("manager") ? user.path("manager") : user.at("/manager@delta/0");
    return manager.has("id") && !manager.has(REMOVED)
        ? Optional.of(userId(manager))
        : Optional.empty();
  }

  /** Empty for distribution lists, which nobody can be selected by. */
  private static Optional<Group> group(JsonNode group) {
    if (hasType(group, "Unified")) {
      return Optional.of(group(group, Group.Kind.MICROSOFT_365));
    }
    return group.path("securityEnabled").asBoolean(false)
        ? Optional.of(group(group, Group.Kind.SECURITY))
        : Optional.empty();
  }

  private static boolean hasType(JsonNode group, String type) {
    return group.path("groupTypes").valueStream().anyMatch(it -> it.asString("").equals(type));
  }

  private static Group group(JsonNode group, Group.Kind kind) {
    return new Group(
        groupId(group),
        text(group, "displayName").orElseThrow(() -> fault("a group has no displayName", group)),
        text(group, "description"),
        text(group, "mail"),
        kind,
        text(group, "membershipRule").filter(_ -> hasType(group, "DynamicMembership")));
  }

  /** People and groups count; devices, contacts and applications do not. */
  private static List<DirectoryChange> members(GroupId group, JsonNode members) {
    var added = new Members();
    var removed = new Members();
    for (var member : members) {
      (member.has(REMOVED) ? removed : added).add(member);
    }
    var changes = new ArrayList<DirectoryChange>();
    if (!added.isEmpty()) {
      changes.add(new AddMembers(group, added.people, added.groups));
    }
    if (!removed.isEmpty()) {
      changes.add(new RemoveMembers(group, removed.people, removed.groups));
    }
    return changes;
  }

  private static final class Members {

    private final List<UserId> people = new ArrayList<>();
    private final List<GroupId> groups = new ArrayList<>();

    /** One without a type, as a member that was deleted may be, is whichever we know. */
    void add(JsonNode member) {
      var type = text(member, "@odata.type");
      if (type.isEmpty() || type.get().equals(USER_TYPE)) {
        people.add(userId(member));
      }
      if (type.isEmpty() || type.get().equals(GROUP_TYPE)) {
        groups.add(groupId(member));
      }
    }

    boolean isEmpty() {
      return people.isEmpty() && groups.isEmpty();
    }
  }

  private static UserId userId(JsonNode entry) {
    return text(entry, "id")
        .flatMap(UserId::find)
        .orElseThrow(() -> fault("an id is no GUID", entry));
  }

  private static GroupId groupId(JsonNode entry) {
    return new GroupId(userId(entry).value());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field).asString("")).filter(it -> !it.isBlank());
  }

  private static Problem fault(String what, JsonNode where) {
    return new Problem(
        Problem.Code.INVALID_REQUEST,
        "Microsoft Graph says something that cannot be: %s (%s)."
            .formatted(what, text(where, "id").orElse("without id")));
  }
}
