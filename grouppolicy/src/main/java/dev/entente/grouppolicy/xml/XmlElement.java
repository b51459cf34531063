package dev.entente.grouppolicy.xml;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with all that is in it.
 *
 * @param namespace empty for none
 * @param name without prefix
 * @param attributes in the order of the file; those with a namespace are left out
 * @param text the characters directly in this element, line ends as {@code \n}
 * @param place where its start tag begins
 */
public record XmlElement(
    String namespace,
    String name,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text,
    AtLine place) {

  /** The value of an attribute. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** The first child of that name. */
  public Optional<XmlElement> child(String name) {
    return children.stream().filter(child -> child.name.equals(name)).findFirst();
  }

  /** All children of that name. */
  public List<XmlElement> children(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }
}
