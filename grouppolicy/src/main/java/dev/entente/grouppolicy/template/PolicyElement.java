package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Optional;

/** What an administrator fills in when a policy is enabled ([MS-GPREG] §7.2 PolicyElements). */
public sealed interface PolicyElement {

  /** What all elements have. */
  Common common();

  /** The name by which the presentation shows it. */
  default String id() {
    return common().id();
  }

  /**
   * What all elements have ([MS-GPREG] §7.2 PolicyElementAttributeGroup).
   *
   * @param key the policy's if there is none
   * @param valueName a list has none
   */
  record Common(
      String id,
      Optional<String> clientExtension,
      Optional<String> key,
      Optional<String> valueName,
      AtLine place) {}

  /** Yes or no ([MS-GPREG] §7.2 BooleanElement). */
  record BooleanElement(
      Common common,
      Optional<Value> trueValue,
      Optional<Value> falseValue,
      Optional<ValueList> trueList,
      Optional<ValueList> falseList)
      implements PolicyElement {}

  /** A number of 32 bits without sign ([MS-GPREG] §7.2 DecimalElement). */
  record DecimalElement(
      Common common,
      boolean required,
      long minValue,
      long maxValue,
      boolean storeAsText,
      boolean soft)
      implements PolicyElement {}

  /** A number of 64 bits without sign, here as bits ([MS-GPREG] §7.2 LongDecimalElement). */
  record LongDecimalElement(
      Common common,
      boolean required,
      long minValue,
      long maxValue,
      boolean storeAsText,
      boolean soft)
      implements PolicyElement {}

  /** A line of text ([MS-GPREG] §7.2 TextElement). */
  record TextElement(
      Common common, boolean required, long maxLength, boolean expandable, boolean soft)
      implements PolicyElement {}

  /**
   * Several lines of text ([MS-GPREG] §7.2 multiTextElement).
   *
   * @param maxStrings 0 is as many as one likes
   */
  record MultiTextElement(
      Common common, boolean required, long maxLength, long maxStrings, boolean soft)
      implements PolicyElement {}

  /** One of several choices ([MS-GPREG] §7.2 EnumerationElement). */
  record EnumerationElement(Common common, boolean required, List<Choice> items)
      implements PolicyElement {

    /** Copies the list. */
    public EnumerationElement {
      items = List.copyOf(items);
    }
  }

  /** A choice and what it writes. */
  record Choice(StringReference displayName, Value value, Optional<ValueList> valueList) {}

  /**
   * As many lines as one likes, each a registry value ([MS-GPREG] §7.2 ListElement).
   *
   * @param additive what is there already stays
   * @param explicitValue name and data are both filled in
   * @param valuePrefix the name of each value, before its number
   */
  record ListElement(
      Common common,
      boolean additive,
      boolean expandable,
      boolean explicitValue,
      Optional<String> valuePrefix)
      implements PolicyElement {}
}
