package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Optional;

/**
 * A sentence that policies refer to, and what it means ([MS-GPREG] §7.2 SupportedOnDefinition).
 *
 * @param conditions empty if the sentence is all there is
 */
public record SupportedOn(
    ItemName name,
    StringReference displayName,
    Combination combination,
    List<Condition> conditions,
    AtLine place) {

  /** Copies the list. */
  public SupportedOn {
    conditions = List.copyOf(conditions);
  }

  /** How the conditions belong together. */
  public enum Combination {
    /** All of them (SupportedAndCondition). */
    AND,
    /** One of them (SupportedOrCondition). */
    OR
  }

  /**
   * A product, version or other definition, and a range of versions of it ([MS-GPREG] §7.2
   * SupportedOnReference, SupportedOnRange).
   */
  public record Condition(
      ItemName ref, Optional<Long> minVersionIndex, Optional<Long> maxVersionIndex, AtLine place) {}
}
