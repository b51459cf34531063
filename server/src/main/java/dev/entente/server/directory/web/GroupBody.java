package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.web.DirectoryObjects.GroupResource;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group as Microsoft Graph's clients send one. An empty text clears what may be absent.
 *
 * @param type said by the SDKs
 * @param mailNickname required of callers by Microsoft Graph when they make a group; not kept, for
 *     groups made here have no mailbox
 * @param members references to members that are added
 */
record GroupBody(
    @JsonProperty("@odata.type") Optional<String> type,
    Optional<String> displayName,
    Optional<String> description,
    Optional<Boolean> mailEnabled,
    Optional<String> mailNickname,
    Optional<Boolean> securityEnabled,
    @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> groupTypes,
    Optional<String> membershipRule,
    Optional<String> membershipRuleProcessingState,
    @JsonProperty("members@odata.bind") @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable List<String> members) {

  private static final int MAX_NAME = 256;
  private static final int MAX_DESCRIPTION = 1024;
  private static final int MAX_RULE = 3072;
  private static final int MAX_BOUND = 20;
  private static final Set<String> TYPES = Set.of(GroupResource.UNIFIED, GroupResource.DYNAMIC);

  /** The new group that this describes. */
  Group group(GroupId id) {
    var name = name().orElseThrow(() -> fault("displayName", "is required"));
    return new Group(id, name, text(), Optional.empty(), kind(), rule());
  }

  /** The group with what this says of it. */
  Group changed(Group before) {
    if (groupTypes != null
        && !Set.copyOf(groupTypes).equals(Set.copyOf(GroupResource.typesOf(before)))) {
      throw fault("groupTypes", "cannot be changed once the group is made");
    }
    requireUnchanged("mailEnabled", mailEnabled, before.kind() == Group.Kind.MICROSOFT_365);
    requireUnchanged("securityEnabled", securityEnabled, before.kind() == Group.Kind.SECURITY);
    if (mailNickname.isPresent()) {
      throw fault("mailNickname", "cannot be changed: groups made here have no mailbox");
    }
    requireProcessingOn();
    if (membershipRule.isPresent() && !before.isDynamic()) {
      throw fault("membershipRule", "is for groups made with the type DynamicMembership");
    }
    return new Group(
        before.id(),
        name().orElse(before.displayName()),
        description.isPresent() ? text() : before.description(),
        before.mail(),
        before.kind(),
        membershipRule.isPresent() ? rule(membershipRule) : before.membershipRule());
  }

  private static void requireUnchanged(String field, Optional<Boolean> wanted, boolean before) {
    if (wanted.filter(it -> it != before).isPresent()) {
      throw fault(field, "cannot be changed once the group is made");
    }
  }

  private void requireProcessingOn() {
    if (membershipRuleProcessingState.filter(it -> !it.equals("On")).isPresent()) {
      throw fault("membershipRuleProcessingState", "can only be On");
    }
  }

  Set<UUID> boundMembers() {
    var bound = members == null ? List.<String>of() : members;
    if (bound.size() > MAX_BOUND) {
      throw fault("members@odata.bind", "takes at most %d references".formatted(MAX_BOUND));
    }
    var ids = new LinkedHashSet<UUID>();
    for (var reference : bound) {
      if (!ids.add(Reference.parse(reference, "members@odata.bind"))) {
        throw fault("members@odata.bind", "names %s twice".formatted(reference));
      }
    }
    return ids;
  }

  private List<String> types() {
    return groupTypes == null ? List.of() : groupTypes;
  }

  private Optional<String> name() {
    displayName.ifPresent(it -> requireText("displayName", it, MAX_NAME));
    if (displayName.filter(String::isBlank).isPresent()) {
      throw fault("displayName", "is empty");
    }
    return displayName.map(String::strip);
  }

  private Optional<String> text() {
    description.ifPresent(it -> requireText("description", it, MAX_DESCRIPTION));
    return description.filter(it -> !it.isBlank());
  }

  private Group.Kind kind() {
    var types = types();
    if (!TYPES.containsAll(types)) {
      throw fault("groupTypes", "knows Unified and DynamicMembership");
    }
    if (types.contains(GroupResource.UNIFIED)) {
      requireMailOnly();
      return Group.Kind.MICROSOFT_365;
    }
    if (securityEnabled.isEmpty() || !securityEnabled.get()) {
      throw fault("securityEnabled", "is true, unless groupTypes has Unified");
    }
    if (mailEnabled.orElse(false)) {
      throw fault("mailEnabled", "is false for a security group made here");
    }
    return Group.Kind.SECURITY;
  }

  private void requireMailOnly() {
    if (!mailEnabled.orElse(true)) {
      throw fault("mailEnabled", "is true where groupTypes has Unified");
    }
    if (securityEnabled.orElse(false)) {
      throw fault("securityEnabled", "is false where groupTypes has Unified");
    }
  }

  private Optional<String> rule() {
    requireProcessingOn();
    var isDynamic = types().contains(GroupResource.DYNAMIC);
    if (isDynamic != membershipRule.isPresent()) {
      throw fault("membershipRule", "and the type DynamicMembership come together");
    }
    return isDynamic ? rule(membershipRule) : Optional.empty();
  }

  private static Optional<String> rule(Optional<String> text) {
    text.ifPresent(it -> requireText("membershipRule", it, MAX_RULE));
    if (text.filter(String::isBlank).isPresent()) {
      throw fault("membershipRule", "is empty");
    }
    return text;
  }

  private static void requireText(String field, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw fault(field, "has more than %d characters".formatted(maxLength));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw fault(field, "holds a control character");
    }
  }

  private static Problem fault(String field, String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "%s %s.".formatted(field, what), field);
  }
}
