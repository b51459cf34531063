package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexMultivaluedSubAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexSimpleSubAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedSimpleAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.PatchOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.RemoveComplexAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.RemoveExtensionRefOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.SimpleAttributeOperation;
import dev.entente.server.kernel.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One PATCH of one group (RFC 7644 §3.5.2). Members are added and removed without reading those who
 * are there: the work is that of the change, not of the group.
 */
final class GroupPatch implements PatchOperationHandler<Group> {

  private final GroupHandler groups;
  private final Context context;
  private final List<Run> members = new ArrayList<>();
  private @Nullable Provisioned<dev.entente.server.directory.Group> before;
  private String displayName = "";
  private Optional<String> externalId = Optional.empty();

  /** Operations of one kind in a row. */
  private record Run(MemberChange.Kind kind, List<UUID> ids) {}

  GroupPatch(GroupHandler groups, Context context) {
    this.groups = groups;
    this.context = context;
  }

  @Override
  public Supplier<Group> getOldResourceSupplier(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context same) {
    return () -> getPatchedResource(id);
  }

  @Override
  public Group getPatchedResource(String id) {
    return groups.resource(before(id), List.of(), context);
  }

  /** Answered with 204, unless the client asks for attributes (§3.5.2). */
  @Override
  // The SDK answers 204 for null.
  @SuppressWarnings("NullAway")
  public @Nullable Group getUpdatedResource(
      String id,
      Group patched,
      boolean changed,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context same) {
    var group = before(id);
    groups.change(
        Client.tenantOf(context),
        group,
        displayName,
        externalId,
        members.stream().map(it -> new MemberChange(it.kind(), it.ids())).toList());
    return attributes.isEmpty()
        ? null
        : groups.changed(id, attributes, excludedAttributes, context);
  }

  @Override
  public boolean handleOperation(String id, SimpleAttributeOperation operation) {
    before(id);
    var value = operation.isRemoveOp() ? Optional.<String>empty() : first(operation);
    switch (operation.getSchemaAttribute().getName()) {
      case "displayName" -> displayName = value.orElseThrow(GroupPatch::withoutName);
      case "externalId" -> externalId = value;
      default -> throw unsupported(operation);
    }
    return true;
  }

  @Override
  public boolean handleOperation(String id, MultivaluedComplexAttributeOperation operation) {
    if (operation.isRemoveOp()) {
      remove(operation);
    } else if (operation.isWithFilter()) {
      throw unsupported(operation);
    } else {
      note(
          operation.isAddOp() ? MemberChange.Kind.ADD : MemberChange.Kind.SET,
          operation
              .getValuesNode()
              .valueStream()
              .map(it -> GroupHandler.memberId(it.path("value").asText()))
              .toList());
    }
    return true;
  }

  @Override
  public boolean handleOperation(
      String id, MultivaluedComplexSimpleSubAttributeOperation operation) {
    throw unsupported(operation);
  }

  @Override
  public boolean handleOperation(
      String id, MultivaluedComplexMultivaluedSubAttributeOperation operation) {
    throw unsupported(operation);
  }

  @Override
  public boolean handleOperation(String id, MultivaluedSimpleAttributeOperation operation) {
    throw unsupported(operation);
  }

  @Override
  public boolean handleOperation(String id, RemoveComplexAttributeOperation operation) {
    throw unsupported(operation);
  }

  @Override
  public boolean handleOperation(String id, RemoveExtensionRefOperation operation) {
    throw unsupported(operation);
  }

  private Provisioned<dev.entente.server.directory.Group> before(String id) {
    if (before == null) {
      before = groups.locked(id, context);
      displayName = before.it().displayName();
      externalId = before.externalId();
    }
    return before;
  }

  private void remove(MultivaluedComplexAttributeOperation operation) {
    if (operation.isWithFilter()) {
      note(MemberChange.Kind.REMOVE, named(operation.getAttributePath().getChild()).toList());
    } else {
      note(MemberChange.Kind.SET, List.of());
    }
  }

  /** Clients send one operation for each of a thousand members; they are one change. */
  private void note(MemberChange.Kind kind, List<UUID> ids) {
    if (members.isEmpty() || members.getLast().kind() != kind || kind == MemberChange.Kind.SET) {
      members.add(new Run(kind, new ArrayList<>()));
    }
    members.getLast().ids().addAll(ids);
  }

  /** Who a filter on members names; a text that is no id names nobody. */
  private static Stream<UUID> named(FilterNode filter) {
    return switch (filter) {
      case AttributePathRoot path -> named(path.getChild());
      case OrExpressionNode or -> Stream.concat(named(or.getLeftNode()), named(or.getRightNode()));
      case AttributeExpressionLeaf leaf when isById(leaf) ->
          GroupId.find(leaf.getValue()).stream().map(it -> it.value());
      default ->
          throw new InvalidFilterException(
              "Members are named as in members[value eq \"…\"], joined by or.");
    };
  }

  private static boolean isById(AttributeExpressionLeaf leaf) {
    return leaf.getComparator() == Comparator.EQ
        && leaf.getSchemaAttribute().getScimNodeName().equals("members.value");
  }

  private static Optional<String> first(PatchOperation<?> operation) {
    return operation.getValueStringList().stream().findFirst();
  }

  private static BadRequestException withoutName() {
    return new BadRequestException("A group has a displayName.", ScimType.RFC7644.INVALID_VALUE);
  }

  private static BadRequestException unsupported(PatchOperation<?> operation) {
    return new BadRequestException(
        "Not supported: %s of %s."
            .formatted(
                operation.getPatchOp().getValue(),
                Optional.ofNullable(operation.getSchemaAttribute())
                    .map(SchemaAttribute::getScimNodeName)
                    .orElse("an extension")),
        ScimType.RFC7644.INVALID_PATH);
  }
}
