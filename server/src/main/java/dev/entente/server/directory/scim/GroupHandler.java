package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryDelta;
import dev.entente.server.directory.Group.Kind;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.TextBound;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /Groups}: the groups that SCIM owns, as security groups. Anybody may be a member. */
@Component
class GroupHandler extends ResourceHandler<Group> {

  /** More than this in one answer would cost more memory than a request may. */
  static final int MAX_MEMBERS = 20_000;

  private final Directory directory;
  private final ScimStore store;
  private final InTransaction inTransaction;
  private final Clock clock;

  GroupHandler(Directory directory, ScimStore store, InTransaction inTransaction, Clock clock) {
    this.directory = directory;
    this.store = store;
    this.inTransaction = inTransaction;
    this.clock = clock;
  }

  @Override
  public Interceptor getInterceptor(EndpointType type) {
    return inTransaction;
  }

  @Override
  public PatchOperationHandler<Group> getPatchOpResourceHandler(String id, Context context) {
    return new GroupPatch(this, context);
  }

  @Override
  public Group createResource(Group group, Context context) {
    var tenant = Client.tenantOf(context);
    var externalId = TextBound.EXTERNAL_ID.require("externalId", group.getExternalId());
    var id = newId(tenant, externalId);
    change(tenant, id, group.getDisplayName().orElseThrow(), List.of(roster(group)));
    if (!store.addGroup(tenant, id, externalId, clock.instant())) {
      throw externalIdTaken();
    }
    return written(tenant, id, context);
  }

  @Override
  public Group getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    var group = present(id, context);
    Client.requireMatch(context, group);
    return resource(group, attributes, excludedAttributes, context);
  }

  /** Without members: no version depends on reading them all. */
  @Override
  public Group getResourceForUpdate(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context,
      EndpointType type) {
    return resource(locked(id, context), List.of(), context);
  }

  /**
   * Clients look a group up by its name before they change it, without a thought of its members: a
   * filter that finds more than an answer can hold is answered without.
   */
  @Override
  public PartialListResponse<Group> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder sortOrder,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    var tenant = Client.tenantOf(context);
    var condition = Filters.ofGroups(filter);
    var slice =
        new ScimStore.Slice(condition, Filters.orderOfGroups(sortBy, sortOrder), startIndex, count);
    var groups = store.groups(tenant, slice);
    var withMembers = wantsMembers(attributes, excludedAttributes);
    return PartialListResponse.<Group>builder()
        .totalResults(store.countGroups(tenant, condition))
        .resources(
            resources(
                tenant, groups, withMembers && (filter == null || fit(tenant, groups)), context))
        .build();
  }

  @Override
  public Group updateResource(Group group, Context context) {
    var tenant = Client.tenantOf(context);
    var before = locked(group.getId().orElseThrow(), context);
    change(
        tenant,
        before,
        group.getDisplayName().orElseThrow(),
        group.getExternalId(),
        List.of(roster(group)));
    return written(tenant, before.it().id(), context);
  }

  @Override
  public void deleteResource(String id, Context context) {
    var tenant = Client.tenantOf(context);
    var group = locked(id, context).it().id();
    store.touchGroupsOf(tenant, group.value(), clock.instant());
    apply(tenant, List.of(new DirectoryChange.RemoveGroup(group)));
  }

  /** As it is after a change, whose condition was of the version before. */
  Group changed(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return resource(present(id, context), attributes, excludedAttributes, context);
  }

  /** Held until the transaction ends, behind the directory's own lock. */
  Provisioned<dev.entente.server.directory.Group> locked(String id, Context context) {
    directory.lock(Client.tenantOf(context));
    return GroupId.find(id)
        .flatMap(it -> store.lockGroup(Client.tenantOf(context), it))
        .map(it -> Client.requireMatch(context, it))
        .orElseThrow(() -> noSuchGroup(id));
  }

  /** A new version, if anything is new. */
  void change(
      TenantId tenant,
      Provisioned<dev.entente.server.directory.Group> before,
      String displayName,
      Optional<String> externalId,
      List<MemberChange> members) {
    TextBound.EXTERNAL_ID.require("externalId", externalId);
    var id = before.it().id();
    var delta = change(tenant, id, displayName, members);
    var isNews = !delta.isEmpty() || !externalId.equals(before.externalId());
    if (isNews && !store.changeGroup(tenant, id, externalId, clock.instant())) {
      throw externalIdTaken();
    }
  }

  Group resource(
      Provisioned<dev.entente.server.directory.Group> provisioned,
      List<ScimStore.MemberRow> members,
      Context context) {
    var id = provisioned.it().id().toString();
    var group = new Group();
    group.setId(id);
    provisioned.externalId().ifPresent(group::setExternalId);
    group.setDisplayName(provisioned.it().displayName());
    if (!members.isEmpty()) {
      group.setMembers(members.stream().map(it -> member(it, context)).toList());
    }
    group.setMeta(provisioned.meta("Group", context.getResourceReferenceUrl(id)));
    return group;
  }

  private Provisioned<dev.entente.server.directory.Group> present(String id, Context context) {
    return GroupId.find(id)
        .flatMap(it -> store.group(Client.tenantOf(context), it))
        .orElseThrow(() -> noSuchGroup(id));
  }

  private Group resource(
      Provisioned<dev.entente.server.directory.Group> group,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return resources(
            Client.tenantOf(context),
            List.of(group),
            wantsMembers(attributes, excludedAttributes),
            context)
        .getFirst();
  }

  private DirectoryDelta change(
      TenantId tenant, GroupId id, String displayName, List<MemberChange> members) {
    TextBound.DISPLAY_NAME.require("displayName", displayName);
    var groups =
        store.groupsAmong(tenant, members.stream().flatMap(it -> it.ids().stream()).toList());
    var changes = new ArrayList<DirectoryChange>();
    changes.add(
        new DirectoryChange.PutGroup(
            new dev.entente.server.directory.Group(
                id, displayName, Optional.empty(), Kind.SECURITY)));
    members.forEach(it -> changes.add(it.of(id, groups)));
    return apply(tenant, changes);
  }

  private DirectoryDelta apply(TenantId tenant, List<DirectoryChange> changes) {
    return directory.apply(tenant, Owner.SCIM, changes, new Actor.Server());
  }

  /** After a write the answer is never refused: a group too large is told without its members. */
  private Group written(TenantId tenant, GroupId id, Context context) {
    var group = store.group(tenant, id).orElseThrow();
    var members = store.members(tenant, List.of(id.value()), MAX_MEMBERS + 1);
    return resource(group, members.size() > MAX_MEMBERS ? List.of() : members, context);
  }

  private List<Group> resources(
      TenantId tenant,
      List<Provisioned<dev.entente.server.directory.Group>> groups,
      boolean withMembers,
      Context context) {
    var members = withMembers ? members(tenant, groups) : Map.<UUID, List<ScimStore.MemberRow>>of();
    return groups.stream()
        .map(it -> resource(it, members.getOrDefault(it.it().id().value(), List.of()), context))
        .toList();
  }

  private boolean fit(
      TenantId tenant, List<Provisioned<dev.entente.server.directory.Group>> groups) {
    var ids = groups.stream().map(it -> it.it().id().value()).toList();
    return store.members(tenant, ids, MAX_MEMBERS + 1).size() <= MAX_MEMBERS;
  }

  private Map<UUID, List<ScimStore.MemberRow>> members(
      TenantId tenant, List<Provisioned<dev.entente.server.directory.Group>> groups) {
    var ids = groups.stream().map(it -> it.it().id().value()).toList();
    var members = store.members(tenant, ids, MAX_MEMBERS + 1);
    if (members.size() > MAX_MEMBERS) {
      throw new BadRequestException(
          "More than %d members: ask for fewer groups, or with excludedAttributes=members."
              .formatted(MAX_MEMBERS),
          ScimType.RFC7644.TOO_MANY);
    }
    return members.stream().collect(Collectors.groupingBy(ScimStore.MemberRow::group));
  }

  private static Member member(ScimStore.MemberRow row, Context context) {
    var type = row.isGroup() ? "Group" : "User";
    var id = row.member().toString();
    return Member.builder()
        .value(id)
        .type(type)
        .ref(context.getCrossResourceReferenceUrl(id, type).orElseThrow())
        .build();
  }

  private static boolean wantsMembers(
      List<SchemaAttribute> attributes, List<SchemaAttribute> excludedAttributes) {
    return excludedAttributes.stream().noneMatch(it -> it.getScimNodeName().equals("members"))
        && (attributes.isEmpty()
            || attributes.stream().anyMatch(it -> it.getScimNodeName().startsWith("members")));
  }

  private static MemberChange roster(Group group) {
    return new MemberChange(
        MemberChange.Kind.SET,
        group.getMembers().stream()
            .map(it -> it.getValue().orElse(""))
            .map(GroupHandler::memberId)
            .toList());
  }

  /**
   * @throws BadRequestException when the text is not a GUID, and so nobody's id
   */
  static UUID memberId(String text) {
    return GroupId.find(text)
        .map(GroupId::value)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "A member's value is the id of a user or group here, not %s.".formatted(text),
                    ScimType.RFC7644.INVALID_VALUE));
  }

  /** The client's own id where it can be ours, so that both sides name a group the same. */
  private GroupId newId(TenantId tenant, Optional<String> externalId) {
    var wished = externalId.flatMap(GroupId::find);
    if (wished.filter(it -> store.isGroup(tenant, it.value())).isPresent()) {
      throw externalIdTaken();
    }
    return wished.orElseGet(() -> new GroupId(UUID.randomUUID()));
  }

  private static ConflictException externalIdTaken() {
    return new ConflictException(
        "Another group in the directory has this externalId.", ScimType.RFC7644.UNIQUENESS);
  }

  private static ResourceNotFoundException noSuchGroup(String id) {
    return new ResourceNotFoundException("No group has the id %s.".formatted(id));
  }
}
