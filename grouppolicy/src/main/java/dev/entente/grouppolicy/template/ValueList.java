package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;

/**
 * Values that are written together ([MS-GPREG] §7.2 ValueList).
 *
 * @param defaultKey the key of items that have none, else the policy's
 */
public record ValueList(Optional<String> defaultKey, List<Item> items) {

  /** Copies the list. */
  public ValueList {
    items = List.copyOf(items);
  }

  /** One of them ([MS-GPREG] §7.2 ValueItem). */
  public record Item(Optional<String> key, String valueName, Value value) {}
}
