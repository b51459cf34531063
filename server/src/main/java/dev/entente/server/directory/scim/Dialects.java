package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what clients really send into RFC 7644's words where the meaning is plain: Microsoft Entra
 * writes {@code "op": "Add"}, {@code "active": "False"}, and lists the members to remove in a
 * value.
 */
@Component
class Dialects {

  private final JsonMapper json;

  Dialects(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws BadRequestException when the body is not a JSON object, holds a NUL, or has a filter,
   *     path or value that the SDK would not understand as it is meant
   * @throws TooLarge when a bulk has too many operations
   */
  String plain(HttpMethod method, boolean isBulk, String body) {
    var request = object(body);
    if (isBulk) {
      operations(request).ifPresent(this::plainBulk);
    } else {
      plain(method, request);
    }
    return request.toString();
  }

  private ObjectNode object(String body) {
    try {
      if (json.readTree(body) instanceof ObjectNode object) {
        refuseNul(object);
        return object;
      }
    } catch (JacksonException e) {
      throw new BadRequestException(
          "The body is not JSON: " + e.getOriginalMessage(), e, ScimType.RFC7644.INVALID_SYNTAX);
    }
    throw invalidSyntax("The body is a JSON object.");
  }

  /** The database cannot hold it. */
  private static void refuseNul(JsonNode node) {
    if (text(node).indexOf('\0') >= 0) {
      throw invalidValue("A text holds the character NUL, which is none of a directory's.");
    }
    node.forEach(Dialects::refuseNul);
  }

  private void plainBulk(ArrayNode operations) {
    if (operations.size() > ScimConfiguration.MAX_BULK_OPERATIONS) {
      throw new TooLarge(
          "A bulk has at most %d operations.".formatted(ScimConfiguration.MAX_BULK_OPERATIONS));
    }
    operations.forEach(it -> plainBulkOperation(operation(it)));
  }

  private void plainBulkOperation(ObjectNode operation) {
    rename(operation, "method", "data");
    if (operation.path("data").isString()) {
      operation.set("data", object(text(operation.path("data"))));
    }
    if (operation.path("data") instanceof ObjectNode data) {
      plain(
          text(operation.path("method")).equalsIgnoreCase("PATCH")
              ? HttpMethod.PATCH
              : HttpMethod.POST,
          data);
    } else if (!isAbsent(operation.path("data"))) {
      throw invalidSyntax("The data of an operation is an object.");
    }
  }

  private void plain(HttpMethod method, ObjectNode request) {
    if (method == HttpMethod.PATCH) {
      operations(request).ifPresent(it -> request.set("Operations", plainPatch(it)));
    } else {
      rename(request, "filter");
      if (request.path("filter").isString()) {
        request.put("filter", FilterText.encoded(text(request.path("filter"))));
      }
      plainResource(request);
    }
  }

  private ArrayNode plainPatch(ArrayNode operations) {
    var plain = json.createArrayNode();
    operations.forEach(it -> plainOperation(operation(it), plain));
    return plain;
  }

  private void plainOperation(ObjectNode operation, ArrayNode plain) {
    rename(operation, "op", "path", "value");
    var op = text(operation.path("op")).toLowerCase(Locale.ROOT);
    operation.put("op", op);
    var path = plainPath(operation);
    if (op.equals("remove")) {
      plainRemoval(operation, path, plain);
    } else {
      plainValue(operation, op, path);
      plain.add(operation);
    }
  }

  private static String plainPath(ObjectNode operation) {
    var node = operation.path("path");
    if (!node.isString() && !isAbsent(node)) {
      throw FilterText.invalidPath("A path is a text, not %s.".formatted(node));
    }
    var path = FilterText.path(text(node));
    var plain = MembersAttribute.path(path).orElse(path);
    if (plain.isEmpty()) {
      operation.remove("path");
    } else {
      operation.put("path", plain);
    }
    return plain;
  }

  private void plainRemoval(ObjectNode operation, String path, ArrayNode plain) {
    var value = operation.path("value");
    if (path.equals(MembersAttribute.NAME) && !isAbsent(value)) {
      var members = MembersAttribute.ids(value);
      if (members.isEmpty()) {
        throw invalidValue("No member is named to be removed.");
      }
      members.forEach(it -> plain.add(removal(it)));
    } else {
      plain.add(operation);
    }
  }

  private ObjectNode removal(String member) {
    var path = "members[value eq %s]".formatted(json.writeValueAsString(member));
    return json.createObjectNode()
        .put("op", "remove")
        .put("path", MembersAttribute.path(FilterText.path(path)).orElseThrow());
  }

  /** The SDK takes null, in whatever operation, for a removal. */
  private static void plainValue(ObjectNode operation, String op, String path) {
    var value = operation.path("value");
    if (value.isMissingNode() || (op.equals("add") && value.isNull())) {
      throw invalidValue("The operation %s has a value (RFC 7644 §3.5.2).".formatted(op));
    }
    if (path.isEmpty()) {
      plainResource(resource(operation, op));
    } else if (path.equals(MembersAttribute.NAME)) {
      MembersAttribute.requireList(value);
    } else if (path.equalsIgnoreCase("active")) {
      truth(value).ifPresent(it -> operation.put("value", it));
    }
  }

  /** What an operation without a path adds or replaces. */
  private static ObjectNode resource(ObjectNode operation, String op) {
    var value = operation.path("value");
    var only = value.isArray() && value.size() == 1 ? value.get(0) : value;
    if (!(only instanceof ObjectNode resource)) {
      throw invalidValue("Without a path, the value is an object.");
    }
    if (op.equals("add") && resource.valueStream().anyMatch(JsonNode::isNull)) {
      throw invalidValue("Null cannot be added; leave the attribute out, or replace it.");
    }
    return resource;
  }

  private static void plainResource(ObjectNode resource) {
    plainActive(resource);
    MembersAttribute.plain(resource);
  }

  private static void plainActive(ObjectNode user) {
    truth(user.path("active")).ifPresent(it -> user.put("active", it));
  }

  /** The truth that a text holds, in any case. */
  private static Optional<Boolean> truth(JsonNode value) {
    return switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<ArrayNode> operations(ObjectNode request) {
    rename(request, "Operations");
    var operations = request.path("Operations");
    if (operations.isMissingNode()) {
      return Optional.empty();
    }
    if (operations instanceof ArrayNode list) {
      return Optional.of(list);
    }
    throw invalidSyntax("Operations is a list.");
  }

  private static ObjectNode operation(JsonNode node) {
    if (node instanceof ObjectNode operation) {
      return operation;
    }
    throw invalidSyntax("An operation is an object.");
  }

  /** Names are the same in any case (RFC 7643 §2.1), for the SDK too; here they have this one. */
  static void rename(ObjectNode object, String... names) {
    for (var name : names) {
      var said =
          object.propertyStream().map(it -> it.getKey()).filter(name::equalsIgnoreCase).toList();
      if (said.size() > 1) {
        throw invalidSyntax("%s is said more than once.".formatted(name));
      }
      said.forEach(it -> object.set(name, object.remove(it)));
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  private static BadRequestException invalidSyntax(String detail) {
    return new BadRequestException(detail, ScimType.RFC7644.INVALID_SYNTAX);
  }

  private static BadRequestException invalidValue(String detail) {
    return new BadRequestException(detail, ScimType.RFC7644.INVALID_VALUE);
  }
}
