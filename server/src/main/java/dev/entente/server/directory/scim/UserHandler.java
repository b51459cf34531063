package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import de.captaingoldfish.scim.sdk.server.patch.DefaultPatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryDelta;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.TextBound;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /Users}: the people whom SCIM owns. */
@Component
class UserHandler extends ResourceHandler<User> {

  private final Directory directory;
  private final ScimStore store;
  private final InTransaction inTransaction;
  private final Clock clock;

  UserHandler(Directory directory, ScimStore store, InTransaction inTransaction, Clock clock) {
    this.directory = directory;
    this.store = store;
    this.inTransaction = inTransaction;
    this.clock = clock;
  }

  @Override
  public Interceptor getInterceptor(EndpointType type) {
    return inTransaction;
  }

  /** Whether a patch has changed anything is decided, and the whole answer given, by an update. */
  @Override
  public PatchOperationHandler<User> getPatchOpResourceHandler(String id, Context context) {
    return new DefaultPatchOperationHandler<>(
        User.class, getServiceProvider().getPatchConfig(), getResourceType(), context) {
      @Override
      public User getUpdatedResource(
          String id,
          User patched,
          boolean changed,
          List<SchemaAttribute> attributes,
          List<SchemaAttribute> excludedAttributes,
          Context same) {
        return super.getUpdatedResource(id, patched, true, attributes, excludedAttributes, same);
      }
    };
  }

  @Override
  public User createResource(User user, Context context) {
    var tenant = Client.tenantOf(context);
    var externalId = TextBound.EXTERNAL_ID.require("externalId", user.getExternalId());
    var id = newId(tenant, externalId);
    apply(tenant, new DirectoryChange.PutPerson(Users.person(id, user, true)));
    if (!store.addUser(tenant, id, externalId, clock.instant())) {
      throw externalIdTaken();
    }
    return store.user(tenant, id).map(it -> Users.resource(it, context)).orElseThrow();
  }

  @Override
  public User getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return UserId.find(id)
        .flatMap(it -> store.user(Client.tenantOf(context), it))
        .map(it -> Client.requireMatch(context, it))
        .map(it -> Users.resource(it, context))
        .orElseThrow(() -> noSuchUser(id));
  }

  @Override
  public User getResourceForUpdate(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context,
      EndpointType type) {
    return Users.beforeChange(locked(id, context), context);
  }

  @Override
  public PartialListResponse<User> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder sortOrder,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    var tenant = Client.tenantOf(context);
    var condition = Filters.ofUsers(filter);
    var slice =
        new ScimStore.Slice(condition, Filters.orderOfUsers(sortBy, sortOrder), startIndex, count);
    return PartialListResponse.<User>builder()
        .totalResults(store.countUsers(tenant, condition))
        .resources(
            store.users(tenant, slice).stream().map(it -> Users.resource(it, context)).toList())
        .build();
  }

  @Override
  public User updateResource(User user, Context context) {
    var tenant = Client.tenantOf(context);
    var before = locked(user.getId().orElseThrow(), context);
    var id = before.it().id();
    var person = Users.person(id, user, before.it().enabled());
    var delta = apply(tenant, new DirectoryChange.PutPerson(person));
    var externalId = TextBound.EXTERNAL_ID.require("externalId", user.getExternalId());
    var isNews = !delta.isEmpty() || !externalId.equals(before.externalId());
    if (isNews && !store.changeUser(tenant, id, externalId, clock.instant())) {
      throw externalIdTaken();
    }
    return store.user(tenant, id).map(it -> Users.resource(it, context)).orElseThrow();
  }

  @Override
  public void deleteResource(String id, Context context) {
    var tenant = Client.tenantOf(context);
    var person = locked(id, context).it().id();
    store.touchGroupsOf(tenant, person.value(), clock.instant());
    apply(tenant, new DirectoryChange.RemovePerson(person));
  }

  /** Held until the transaction ends, behind the directory's own lock. */
  private Provisioned<Person> locked(String id, Context context) {
    directory.lock(Client.tenantOf(context));
    return UserId.find(id)
        .flatMap(it -> store.lockUser(Client.tenantOf(context), it))
        .map(it -> Client.requireMatch(context, it))
        .orElseThrow(() -> noSuchUser(id));
  }

  /** The client's own id where it can be ours, so that sign-in names the same person by it. */
  private UserId newId(TenantId tenant, Optional<String> externalId) {
    var wished = externalId.flatMap(UserId::find);
    if (wished.filter(it -> store.isPerson(tenant, it.value())).isPresent()) {
      throw externalIdTaken();
    }
    return wished.orElseGet(() -> new UserId(UUID.randomUUID()));
  }

  private DirectoryDelta apply(TenantId tenant, DirectoryChange change) {
    return directory.apply(tenant, Owner.SCIM, List.of(change), new Actor.Server());
  }

  private static ConflictException externalIdTaken() {
    return new ConflictException(
        "Somebody else in the directory has this externalId.", ScimType.RFC7644.UNIQUENESS);
  }

  private static ResourceNotFoundException noSuchUser(String id) {
    return new ResourceNotFoundException("No user has the id %s.".formatted(id));
  }
}
