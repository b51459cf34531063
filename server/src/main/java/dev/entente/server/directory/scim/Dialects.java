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
   * @throws BadRequestException when the body is not a JSON object, holds a NUL, or has a filter or
   *     path that is out of bounds
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
    throw new BadRequestException("The body is a JSON object.", ScimType.RFC7644.INVALID_SYNTAX);
  }

  /** The database cannot hold it. */
  private static void refuseNul(JsonNode node) {
    if (text(node).indexOf('\0') >= 0) {
      throw new BadRequestException(
          "A text holds the character NUL, which is none of a directory's.",
          ScimType.RFC7644.INVALID_VALUE);
    }
    node.forEach(Dialects::refuseNul);
  }

  private void plainBulk(ArrayNode operations) {
    if (operations.size() > ScimConfiguration.MAX_BULK_OPERATIONS) {
      throw new TooLarge(
          "A bulk has at most %d operations.".formatted(ScimConfiguration.MAX_BULK_OPERATIONS));
    }
    for (var operation : operations) {
      if (operation instanceof ObjectNode object && operation.path("data").isString()) {
        object.set("data", object(text(operation.path("data"))));
      }
      if (operation.path("data") instanceof ObjectNode data) {
        plain(
            text(operation.path("method")).equalsIgnoreCase("PATCH")
                ? HttpMethod.PATCH
                : HttpMethod.POST,
            data);
      }
    }
  }

  private void plain(HttpMethod method, ObjectNode request) {
    if (method == HttpMethod.PATCH) {
      operations(request).ifPresent(it -> request.set("Operations", plainPatch(it)));
    } else {
      FilterBounds.within(text(request.path("filter")));
      plainActive(request);
    }
  }

  private ArrayNode plainPatch(ArrayNode operations) {
    var plain = json.createArrayNode();
    for (var operation : operations) {
      if (operation instanceof ObjectNode object) {
        plainOperation(object, plain);
      } else {
        plain.add(operation);
      }
    }
    return plain;
  }

  private void plainOperation(ObjectNode operation, ArrayNode plain) {
    var op = text(operation.path("op")).toLowerCase(Locale.ROOT);
    var path = FilterBounds.within(text(operation.path("path")));
    operation.put("op", op);
    if (path.isBlank()) {
      operation.remove("path");
    }
    if (path.equalsIgnoreCase("active")) {
      truth(operation.path("value")).ifPresent(it -> operation.put("value", it));
    } else if (path.isEmpty() && operation.path("value") instanceof ObjectNode value) {
      plainActive(value);
    }
    if (op.equals("remove") && path.equals("members") && operation.path("value").isArray()) {
      operation.path("value").forEach(it -> plain.add(removal(text(it.path("value")))));
    } else {
      plain.add(operation);
    }
  }

  private ObjectNode removal(String member) {
    var quoted = json.writeValueAsString(member);
    return json.createObjectNode()
        .put("op", "remove")
        .put("path", FilterBounds.within("members[value eq %s]".formatted(quoted)));
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
    return request.path("Operations") instanceof ArrayNode operations
        ? Optional.of(operations)
        : Optional.empty();
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }
}
