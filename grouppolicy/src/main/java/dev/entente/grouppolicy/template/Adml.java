package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts of a template in one language ([MS-GPREG] §7.3 PolicyDefinitionResources). Names of
 * texts and presentations are found in upper and lower case alike.
 *
 * @param file the name of the file, with its folder
 * @param language the name of that folder
 * @param place where it begins
 */
public record Adml(
    String file,
    String language,
    Revision revision,
    String displayName,
    String description,
    Map<String, String> strings,
    Map<String, Presentation> presentations,
    AtLine place) {

  /** Copies the maps. */
  public Adml {
    strings = folded(strings);
    presentations = folded(presentations);
  }

  private static <V> Map<String, V> folded(Map<String, V> map) {
    var copy = new TreeMap<String, V>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }
}
