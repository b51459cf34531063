package dev.entente.grouppolicy.template;

/**
 * The name of a category, product, definition or policy in the whole set: templates refer to each
 * other's by a prefix, which stands for a namespace ([MS-GPREG] §7.3 PolicyNamespaces).
 */
public record ItemName(String namespace, String name) implements Comparable<ItemName> {

  @Override
  public int compareTo(ItemName other) {
    var order = namespace.compareTo(other.namespace);
    return order == 0 ? name.compareTo(other.name) : order;
  }

  @Override
  public String toString() {
    return namespace + ":" + name;
  }
}
