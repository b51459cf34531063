package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.List;

/** {@code User\Registry.pol} of a Group Policy object that holds nothing else. */
public record RegistryPol() implements Form {

  @Override
  public String fileName() {
    return "Registry.pol";
  }

  /**
   * Not configured is a file without the entry: a client takes away what it does not find again.
   */
  @Override
  public byte[] write(PolicyState state) {
    return PolicyValue.of(state)
        .map(
            value ->
                new RegistryEntry(
                    OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE, value))
        .map(entry -> new RegistryPolicy(List.of(entry)))
        .orElse(RegistryPolicy.EMPTY)
        .toBytes();
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    return Settings.state(file, RegistryPolicy.read(file, content));
  }
}
