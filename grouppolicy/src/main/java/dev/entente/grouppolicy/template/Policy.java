package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Optional;

/**
 * A setting in the policy editor ([MS-GPREG] §7.2 PolicyDefinition).
 *
 * @param presentation the name of how its elements are shown
 * @param key relative to the hive
 * @param valueName what Enabled and Disabled write, if they write one value
 * @param enabledValue 1 if there is none
 * @param disabledValue if there is none the value is removed
 * @param place where it is defined
 */
public record Policy(
    ItemName name,
    PolicyClass policyClass,
    StringReference displayName,
    Optional<StringReference> explainText,
    Optional<String> presentation,
    String key,
    Optional<String> valueName,
    Optional<ItemName> parentCategory,
    Optional<ItemName> supportedOn,
    Optional<Value> enabledValue,
    Optional<Value> disabledValue,
    Optional<ValueList> enabledList,
    Optional<ValueList> disabledList,
    List<PolicyElement> elements,
    AtLine place) {

  /** Copies the list. */
  public Policy {
    elements = List.copyOf(elements);
  }
}
