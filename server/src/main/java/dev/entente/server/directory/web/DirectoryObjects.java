package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Filter;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.OwnedGroup;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.PersonField;
import dev.entente.server.directory.Place;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.WebSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People and groups as Microsoft Graph shows them, alone and in pages. */
@Component
class DirectoryObjects {

  private static final String TYPE = "@odata.type";

  private final DirectorySearch search;
  private final WebSettings settings;
  private final JsonMapper json;

  DirectoryObjects(DirectorySearch search, WebSettings settings, JsonMapper json) {
    this.search = search;
    this.settings = settings;
    this.json = json;
  }

  /** A user's properties by Microsoft Graph's names; what the directory does not know is absent. */
  record UserResource(
      String id,
      String userPrincipalName,
      String displayName,
      Optional<String> givenName,
      Optional<String> surname,
      Optional<String> mail,
      Optional<String> jobTitle,
      Optional<String> department,
      Optional<String> companyName,
      boolean accountEnabled) {

    static UserResource of(Person person) {
      return new UserResource(
          person.id().toString(),
          person.userPrincipalName(),
          person.displayName(),
          person.givenName(),
          person.surname(),
          person.mail(),
          person.jobTitle(),
          person.department(),
          person.companyName(),
          person.enabled());
    }
  }

  /**
   * A group's properties by Microsoft Graph's names.
   *
   * @param groupTypes {@code Unified} is a Microsoft 365 group
   * @param onPremisesSyncEnabled true where a source owns the group, as scripts ask before they
   *     change one
   * @param source who says what the group is: {@code entente} for those made here
   */
  record GroupResource(
      String id,
      String displayName,
      Optional<String> description,
      Optional<String> mail,
      boolean mailEnabled,
      boolean securityEnabled,
      List<String> groupTypes,
      Optional<String> membershipRule,
      Optional<String> membershipRuleProcessingState,
      Optional<Boolean> onPremisesSyncEnabled,
      String source) {

    static final String UNIFIED = "Unified";
    static final String DYNAMIC = "DynamicMembership";

    static GroupResource of(OwnedGroup owned) {
      var group = owned.group();
      var isSecurity = group.kind() == Group.Kind.SECURITY;
      return new GroupResource(
          group.id().toString(),
          group.displayName(),
          group.description(),
          group.mail(),
          !isSecurity,
          isSecurity,
          typesOf(group),
          group.membershipRule(),
          group.membershipRule().map(_ -> "On"),
          owned.owner() == Owner.ENTENTE ? Optional.empty() : Optional.of(true),
          owned.owner().label());
    }

    static List<String> typesOf(Group group) {
      var types = new ArrayList<String>();
      if (group.kind() == Group.Kind.MICROSOFT_365) {
        types.add(UNIFIED);
      }
      if (group.isDynamic()) {
        types.add(DYNAMIC);
      }
      return types;
    }
  }

  /** One page of a collection. */
  record Page(
      @JsonProperty("@odata.context") String context,
      @JsonProperty("@odata.count") Optional<Integer> count,
      @JsonProperty("@odata.nextLink") Optional<String> nextLink,
      List<ObjectNode> value) {}

  private record Entry(SkipToken token, ObjectNode resource) {}

  ObjectNode one(Person person, Set<String> select) {
    return alone("users", shown(person, select));
  }

  ObjectNode one(OwnedGroup group, Set<String> select) {
    return alone("groups", shown(group, select));
  }

  private ObjectNode alone(String collection, ObjectNode resource) {
    var whole = json.createObjectNode();
    whole.put("@odata.context", settings.context(collection + "/$entity"));
    resource.remove(TYPE);
    return whole.setAll(resource);
  }

  Page people(
      String context,
      TenantId tenant,
      CollectionQuery<PersonField> query,
      Filter<PersonField> within) {
    var filter = within.and(query.filter());
    return page(
        context,
        query,
        Optional.of(filter).filter(_ -> query.counted()).map(it -> search.countPeople(tenant, it)),
        people(tenant, query, filter));
  }

  Page groups(
      String context,
      TenantId tenant,
      CollectionQuery<GroupField> query,
      Filter<GroupField> within) {
    var filter = within.and(query.filter());
    return page(
        context,
        query,
        Optional.of(filter).filter(_ -> query.counted()).map(it -> search.countGroups(tenant, it)),
        groups(tenant, query, filter, query.after().map(SkipToken::place), query.top() + 1));
  }

  /** People first, then groups. */
  Page peopleAndGroups(
      String context,
      TenantId tenant,
      CollectionQuery<?> query,
      Filter<PersonField> people,
      Filter<GroupField> groups) {
    var amongGroups = query.after().filter(SkipToken::amongGroups);
    var entries = new ArrayList<Entry>();
    if (amongGroups.isEmpty()) {
      entries.addAll(people(tenant, query, people));
    }
    if (entries.size() <= query.top()) {
      entries.addAll(
          groups(
              tenant,
              query,
              groups,
              amongGroups.map(SkipToken::place),
              query.top() + 1 - entries.size()));
    }
    return page(
        context,
        query,
        query.counted()
            ? Optional.of(search.countPeople(tenant, people) + search.countGroups(tenant, groups))
            : Optional.empty(),
        entries);
  }

  private List<Entry> people(
      TenantId tenant, CollectionQuery<?> query, Filter<PersonField> filter) {
    return search
        .people(tenant, filter, query.after().map(SkipToken::place), query.top() + 1)
        .stream()
        .map(it -> new Entry(SkipToken.after(it), shown(it, query.select())))
        .toList();
  }

  private List<Entry> groups(
      TenantId tenant,
      CollectionQuery<?> query,
      Filter<GroupField> filter,
      Optional<Place> after,
      int limit) {
    return search.groups(tenant, filter, after, limit).stream()
        .map(it -> new Entry(SkipToken.after(it.group()), shown(it, query.select())))
        .toList();
  }

  /**
   * @param entries one more than the page holds, where there is a next one
   */
  private Page page(
      String context, CollectionQuery<?> query, Optional<Integer> count, List<Entry> entries) {
    var shown = entries.subList(0, Math.min(query.top(), entries.size()));
    var next =
        Optional.of(shown)
            .filter(it -> it.size() < entries.size())
            .map(it -> settings.at(query.nextLink(it.getLast().token())).toString());
    return new Page(
        settings.context(context), count, next, shown.stream().map(Entry::resource).toList());
  }

  private ObjectNode shown(Person person, Set<String> select) {
    return selected("#microsoft.graph.user", UserResource.of(person), select);
  }

  private ObjectNode shown(OwnedGroup group, Set<String> select) {
    return selected("#microsoft.graph.group", GroupResource.of(group), select);
  }

  private ObjectNode selected(String type, Object resource, Set<String> select) {
    var properties = json.<ObjectNode>valueToTree(resource);
    var shown = json.createObjectNode();
    shown.put(TYPE, type);
    shown.setAll(select.isEmpty() ? properties : properties.retain(select));
    return shown;
  }
}
