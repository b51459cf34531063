package dev.entente.grouppolicy;

import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.Optional;

/** What the value of {@link OfficeLinkedInPolicy} holds in each state, and the way back. */
public final class PolicyValue {

  private PolicyValue() {}

  /** The state; nothing for a value that is in no state, such as {@code REG_DWORD 7}. */
  public static Optional<PolicyState> state(Optional<RegistryValue> value) {
    if (value.isEmpty()) {
      return Optional.of(PolicyState.NOT_CONFIGURED);
    }
    var number = value.get().dword();
    if (number.isPresent() && number.getAsLong() <= 1) {
      return Optional.of(number.getAsLong() == 1 ? PolicyState.ENABLED : PolicyState.DISABLED);
    }
    return Optional.empty();
  }

  /** What is set in a state; nothing when Not configured. */
  public static Optional<RegistryValue> of(PolicyState state) {
    return switch (state) {
      case ENABLED -> Optional.of(RegistryValue.dword(1));
      case DISABLED -> Optional.of(RegistryValue.dword(0));
      case NOT_CONFIGURED -> Optional.empty();
    };
  }

  /** A value in words, such as {@code REG_DWORD 7}. */
  public static String words(RegistryValue value) {
    if (value.dword().isPresent()) {
      return value.type() + " " + value.dword().getAsLong();
    }
    var text = value.string().filter(it -> it.length() <= 64);
    return value.type()
        + text.map(it -> " “" + it + "”").orElse(" of " + value.data().length + " bytes");
  }
}
