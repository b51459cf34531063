package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import java.util.Arrays;
import java.util.Optional;

/**
 * A group as the organisation's directory knows it. Distribution lists are none: sources leave them
 * out.
 *
 * @param membershipRule present where the group is dynamic, in Microsoft's syntax; evaluated here
 *     for groups made here, and by the source for all others
 */
public record Group(
    GroupId id,
    String displayName,
    Optional<String> description,
    Optional<String> mail,
    Kind kind,
    Optional<String> membershipRule) {

  /** One whose members are listed. */
  public Group(GroupId id, String displayName, Optional<String> mail, Kind kind) {
    this(id, displayName, Optional.empty(), mail, kind, Optional.empty());
  }

  public boolean isDynamic() {
    return membershipRule.isPresent();
  }

  /** What sort of group it is; Microsoft 365 groups do not nest. */
  public enum Kind {
    SECURITY("security"),
    MICROSOFT_365("microsoft365");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    public static Optional<Kind> of(String label) {
      return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }
  }
}
