package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.List;

/** What a file does to the registry, in the order in which it does it. */
public record Settings(List<Setting> settings) {

  public Settings {
    settings = List.copyOf(settings);
  }

  static Settings of(PolicyState state) {
    return new Settings(List.of(new Setting(Hive.CURRENT_USER, Entries.policy(state))));
  }

  /** The part for one hive. */
  public RegistryPolicy policy(Hive hive) {
    return new RegistryPolicy(
        settings.stream().filter(it -> it.hive() == hive).map(Setting::entry).toList());
  }

  /**
   * The state that a registry with nothing in it is brought into.
   *
   * @throws InvalidInput also when nothing is said of the policy: Not configured has to be said
   */
  PolicyState state(String file) {
    var user = policy(Hive.CURRENT_USER);
    if (user.entries().stream()
        .noneMatch(
            it -> it.touches(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE))) {
      throw new InvalidInput(
          "nothing is said of the policy's value LinkedIn.",
          new InFile(file),
          "Set it, or delete it for Not configured, in HKEY_CURRENT_USER\\"
              + OfficeLinkedInPolicy.POLICY_KEY
              + ".");
    }
    return state(file, user);
  }

  static PolicyState state(String file, RegistryPolicy user) {
    var value = user.value(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE);
    return PolicyValue.state(value)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "the value LinkedIn is "
                        + value.map(PolicyValue::words).orElse("")
                        + ", which is no state of the policy.",
                    new InFile(file),
                    "Make it REG_DWORD 1 (Enabled) or 0 (Disabled), or take it away."));
  }
}
