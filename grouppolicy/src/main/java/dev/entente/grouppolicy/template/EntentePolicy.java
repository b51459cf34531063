package dev.entente.grouppolicy.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entente's own policy and the template for it. It is under Entente's own key, as a vendor's
 * policies are, so that nothing of Office's is touched; applications that embed Entente on a
 * computer read it, Office does not. Values are {@code REG_DWORD} in {@code HKEY_CURRENT_USER}: 1
 * is Enabled, 0 is Disabled, absent is Not configured.
 */
public final class EntentePolicy {

  /** Where the policy is kept. */
  public static final String KEY = "Software\\Policies\\Entente";

  /** The value, and the policy's name in the template. */
  public static final String VALUE = "ShowLinkedInFeatures";

  /** The policy's name. */
  public static final ItemName NAME = new ItemName("Entente.Policies", VALUE);

  /** The languages of the template. */
  public static final List<String> LANGUAGES = List.of("en-US", "nl-NL", "de-DE", "fr-FR");

  private EntentePolicy() {}

  /** The files to put into a folder {@code PolicyDefinitions}. */
  public static Map<TemplateName, byte[]> files() {
    Map<TemplateName, byte[]> files = new TreeMap<>();
    files.put(TemplateName.parse("entente.admx"), resource("entente.admx"));
    for (var language : LANGUAGES) {
      var name = language + "/entente.adml";
      files.put(TemplateName.parse(name), resource(name));
    }
    return Collections.unmodifiableMap(files);
  }

  private static byte[] resource(String name) {
    try (var in = EntentePolicy.class.getResourceAsStream("/PolicyDefinitions/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The library lacks its own " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
