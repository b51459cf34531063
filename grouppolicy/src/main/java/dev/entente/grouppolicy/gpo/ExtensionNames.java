package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code gPCUserExtensionNames} ([MS-GPOL] §2.2.4): which extensions of a client have work with an
 * object, and which tools wrote for them, {@code [{client}{tool}…]…} in ascending order of the
 * client's GUIDs. A client stops reading at the first one out of order.
 */
public record ExtensionNames(List<Extension> extensions) {

  /** The attribute is absent. */
  public static final ExtensionNames NONE = new ExtensionNames(List.of());

  /** The client-side extension that reads {@code Registry.pol} ([MS-GPREG] §1.9). */
  public static final String REGISTRY = "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}";

  /**
   * The tool behind <i>Administrative Templates</i> for users, as Windows has written it since
   * Vista.
   */
  public static final String USER_TEMPLATES = "{D02B1F73-3407-48AE-BA88-E8213C6761F1}";

  /** The other GUID that [MS-GPREG] §1.9 allows for the same tool. */
  public static final String USER_TEMPLATES_BEFORE = "{0F6B957E-509E-11D1-A7CC-0000F87571E3}";

  private static final String GUID = "\\{\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}}";
  private static final Pattern EXTENSION =
      Pattern.compile("\\[(" + GUID + ")((?:" + GUID + "){0,200})]");
  private static final int GUID_LENGTH = REGISTRY.length();

  public ExtensionNames {
    extensions = List.copyOf(extensions);
  }

  /** One client-side extension with its tools, GUIDs as they are spelt. */
  public record Extension(String client, List<String> tools) {

    public Extension {
      tools = List.copyOf(tools);
    }

    @Override
    public String toString() {
      return "[" + client + String.join("", tools) + "]";
    }
  }

  /**
   * Reads the attribute's value; blank is how some tools write that there is none.
   *
   * @param attribute the name to call it by when it is refused
   */
  public static ExtensionNames read(String attribute, String value) {
    var text = value.strip();
    var extensions = new ArrayList<Extension>();
    var matcher = EXTENSION.matcher(text);
    for (var at = 0; at < text.length(); at = matcher.end()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new InvalidInput(
            "here should be “[{client}{tool}]”, each a GUID in braces.",
            new AtLine(attribute, 1, at + 1),
            "Correct the attribute of the object in the directory.");
      }
      extensions.add(new Extension(matcher.group(1), guids(matcher.group(2))));
    }
    return new ExtensionNames(extensions);
  }

  private static List<String> guids(String text) {
    return Stream.iterate(0, at -> at < text.length(), at -> at + GUID_LENGTH)
        .map(at -> text.substring(at, at + GUID_LENGTH))
        .toList();
  }

  /**
   * These with the user's administrative templates among them, in one pair of brackets with all
   * other tools of the registry's extension; the other extensions as they are.
   */
  public ExtensionNames withUserTemplates() {
    var registry = extensions.stream().filter(ExtensionNames::isRegistry).toList();
    var tools = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    registry.forEach(it -> tools.addAll(it.tools));
    var hasTemplates = tools.stream().anyMatch(ExtensionNames::isTemplates);
    if (hasTemplates && registry.size() == 1) {
      return this;
    }
    if (!hasTemplates) {
      tools.add(USER_TEMPLATES);
    }
    var client = registry.isEmpty() ? REGISTRY : registry.get(0).client;
    var joined = new Extension(client, List.copyOf(tools));
    return new ExtensionNames(
        Stream.concat(extensions.stream().filter(it -> !isRegistry(it)), Stream.of(joined))
            .sorted(Comparator.comparing(Extension::client, String.CASE_INSENSITIVE_ORDER))
            .toList());
  }

  /**
   * These without the user's administrative templates, and without the registry's extension where
   * no other tool wrote for it ([MS-GPOL] §2.2.8.2).
   */
  public ExtensionNames withoutUserTemplates() {
    return new ExtensionNames(
        extensions.stream()
            .map(it -> isRegistry(it) ? withoutTemplates(it) : it)
            .filter(it -> !isRegistry(it) || !it.tools.isEmpty())
            .toList());
  }

  private static Extension withoutTemplates(Extension registry) {
    return new Extension(
        registry.client, registry.tools.stream().filter(tool -> !isTemplates(tool)).toList());
  }

  private static boolean isRegistry(Extension extension) {
    return extension.client.equalsIgnoreCase(REGISTRY);
  }

  private static boolean isTemplates(String tool) {
    return tool.equalsIgnoreCase(USER_TEMPLATES) || tool.equalsIgnoreCase(USER_TEMPLATES_BEFORE);
  }

  /** As in the directory. */
  @Override
  public String toString() {
    return extensions.stream().map(Extension::toString).collect(Collectors.joining());
  }
}
