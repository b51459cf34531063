package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.registry.RegistryName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** A registry value and what becomes of it. */
  public record Write(String key, String valueName, Value value) {}

  /** What Enabled writes, whatever is filled in: 1 if nothing else is said. */
  public List<Write> enabled() {
    return writes(enabledValue.orElseGet(() -> new Value.Decimal(1)), enabledList);
  }

  /**
   * What Disabled writes of the policy's own value and list: the value is removed if nothing else
   * is said. The policy editor also removes what {@link #elements} may have written; that is not in
   * it.
   */
  public List<Write> disabled() {
    return writes(disabledValue.orElseGet(Value.Delete::new), disabledList);
  }

  private List<Write> writes(Value value, Optional<ValueList> list) {
    var own = valueName.map(name -> new Write(key, name, value)).stream();
    return Stream.concat(own, list.stream().flatMap(values -> writes(values, key))).toList();
  }

  private static Stream<Write> writes(ValueList list, String otherwise) {
    return list.items().stream()
        .map(
            item ->
                new Write(
                    item.key().or(list::defaultKey).orElse(otherwise),
                    item.valueName(),
                    item.value()));
  }

  /**
   * Whether it writes or removes that value, in upper and lower case alike. The values of a list
   * are the administrator's, so a list governs none by name.
   */
  public boolean governs(String key, String valueName) {
    return Stream.of(enabled().stream(), disabled().stream(), elements.stream().flatMap(this::of))
        .flatMap(writes -> writes)
        .anyMatch(
            write ->
                RegistryName.same(write.key, key)
                    && RegistryName.sameValue(write.valueName, valueName));
  }

  private Stream<Write> of(PolicyElement element) {
    var key = element.common().key().orElse(this.key);
    var own =
        element.common().valueName().map(name -> new Write(key, name, new Value.Delete())).stream();
    return Stream.concat(own, lists(element).flatMap(list -> writes(list, key)));
  }

  private static Stream<ValueList> lists(PolicyElement element) {
    if (element instanceof PolicyElement.BooleanElement yesOrNo) {
      return Stream.concat(yesOrNo.trueList().stream(), yesOrNo.falseList().stream());
    }
    if (element instanceof PolicyElement.EnumerationElement choices) {
      return choices.items().stream().flatMap(choice -> choice.valueList().stream());
    }
    return Stream.empty();
  }
}
