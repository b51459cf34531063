package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import java.util.Arrays;
import java.util.Optional;

/** A group as the organisation's directory knows it. */
public record Group(GroupId id, String displayName, Optional<String> mail, Kind kind) {

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

    static Optional<Kind> of(String label) {
      return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }
  }
}
