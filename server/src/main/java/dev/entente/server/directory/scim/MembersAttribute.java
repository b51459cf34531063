package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients write about a group's {@code members}, understood to the last character or refused:
 * the SDK ignores what it does not understand, and who should have lost access would keep it, or
 * takes it for less than it says, and a whole group would be emptied.
 */
final class MembersAttribute {

  static final String NAME = "members";

  private static final String ATTRIBUTE =
      "(?:urn:ietf:params:scim:schemas:core:2\\.0:Group:)?members";
  private static final String BY_ID = "value[ \\t\\n]+eq[ \\t\\n]+\"[^\"\\\\]+\"";

  private static final Pattern NAMED =
      Pattern.compile("\\s*" + ATTRIBUTE + "(?![\\w$-]).*", flags());
  private static final Pattern PATH =
      Pattern.compile(
          "%s(?:\\[[ \\t\\n]*(?<ids>%s(?:[ \\t\\n]+or[ \\t\\n]+%<s)*)[ \\t\\n]*])?"
              .formatted(ATTRIBUTE, BY_ID),
          flags());
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private MembersAttribute() {}

  /**
   * The path in the SDK's words, where it speaks of members.
   *
   * @throws BadRequestException when it does, and is neither all members nor some by id
   */
  static Optional<String> path(String path) {
    if (!NAMED.matcher(path).matches()) {
      return Optional.empty();
    }
    var parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw FilterText.invalidPath(
          "Members are named as members or members[value eq \"…\"], joined by or.");
    }
    return Optional.of(
        Optional.ofNullable(parts.group("ids")).map(MembersAttribute::byId).orElse(NAME));
  }

  /**
   * Names the attribute in a resource as the SDK knows it.
   *
   * @throws BadRequestException when what it holds is no list of members
   */
  static void plain(ObjectNode resource) {
    for (var name : List.copyOf(resource.propertyNames())) {
      var path = path(name);
      if (path.isPresent()) {
        if (!path.get().equals(NAME)) {
          throw FilterText.invalidPath("Without a path, the attribute is members.");
        }
        var members = resource.remove(name);
        requireList(members);
        resource.set(NAME, members);
      }
    }
  }

  /**
   * Null is as good as an empty list (RFC 7643 §2.5).
   *
   * @throws BadRequestException when the value is neither a member nor a list of them
   */
  static void requireList(JsonNode value) {
    if (!value.isNull()) {
      ids(value);
    }
  }

  /**
   * Who are named by a member or a list of them.
   *
   * @throws BadRequestException when one is not named
   */
  static List<String> ids(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(MembersAttribute::id).toList()
        : List.of(id(value));
  }

  private static String id(JsonNode member) {
    if (member instanceof ObjectNode object) {
      Dialects.rename(object, "value");
      var id = object.path("value");
      if (id.isString() && !id.stringValue().isBlank()) {
        return id.stringValue();
      }
    }
    throw new BadRequestException(
        "A member is written as {\"value\": \"…\"}, with the id of a user or group here.",
        ScimType.RFC7644.INVALID_VALUE);
  }

  private static String byId(String ids) {
    return QUOTED
        .matcher(ids)
        .results()
        .map(it -> "value eq \"%s\"".formatted(it.group(1)))
        .collect(Collectors.joining(" or ", NAME + "[", "]"));
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }
}
