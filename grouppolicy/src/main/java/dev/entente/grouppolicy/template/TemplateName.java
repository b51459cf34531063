package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a template's file in a folder {@code PolicyDefinitions}: {@code NAME.admx}, or {@code
 * LANGUAGE/NAME.adml}. There are no others, so that none leaves the folder, names a device or
 * breaks a line.
 *
 * @param language empty for an ADMX file
 * @param base without ending
 */
public record TemplateName(Optional<String> language, String base)
    implements Comparable<TemplateName> {

  /** BCP 47 as folders of the central store have it: {@code en-US}, {@code sr-Latn-RS}. */
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  // Narrower than what Windows allows ("Naming Files, Paths, and Namespaces"): no reserved or
  // control character, no separator, no first or last dot or space.
  private static final Pattern BASE =
      Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_ .()+&-]{0,120}[\\p{L}\\p{N}_)])?");

  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])( *\\..*)?",
          Pattern.CASE_INSENSITIVE);

  /** Refuses what is no such name. */
  public TemplateName {
    if (!BASE.matcher(base).matches()) {
      throw refused(base, "It is no name of a file.");
    }
    if (DEVICE.matcher(base).matches()) {
      throw refused(base, "It is the name of a device in Windows.");
    }
    if (language.isPresent()
        && (!LANGUAGE.matcher(language.get()).matches()
            || DEVICE.matcher(language.get()).matches())) {
      throw refused(language.get(), "It is no language.");
    }
  }

  /**
   * Reads a path with {@code /} or {@code \}.
   *
   * @throws InvalidInput if it is neither of the two
   */
  public static TemplateName parse(String path) {
    var parts = path.split("[/\\\\]", -1);
    var file = parts[parts.length - 1];
    var lower = file.toLowerCase(Locale.ROOT);
    if (parts.length == 1 && lower.endsWith(".admx")) {
      return new TemplateName(Optional.empty(), withoutEnding(file));
    }
    if (parts.length == 2 && lower.endsWith(".adml")) {
      return new TemplateName(Optional.of(parts[0]), withoutEnding(file));
    }
    throw refused(path, "It is neither NAME.admx nor LANGUAGE/NAME.adml.");
  }

  private static String withoutEnding(String file) {
    return file.substring(0, file.length() - ".admx".length());
  }

  private static InvalidInput refused(String name, String what) {
    return new InvalidInput(
        what,
        new InFile(Schema.shortened(name)),
        "Rename the file: NAME.admx, or LANGUAGE/NAME.adml, as in entente.admx and"
            + " en-US/entente.adml.");
  }

  /** Whether it holds texts. */
  public boolean isAdml() {
    return language.isPresent();
  }

  /** The ADMX file that these texts are for. */
  public TemplateName admx() {
    return new TemplateName(Optional.empty(), base);
  }

  /** The name in its folder. */
  public String file() {
    return base + (isAdml() ? ".adml" : ".admx");
  }

  /** Names that Windows takes for one. */
  String folded() {
    return toString().toLowerCase(Locale.ROOT);
  }

  /** Texts come first, as they are copied: no template without them. */
  @Override
  public int compareTo(TemplateName other) {
    if (isAdml() != other.isAdml()) {
      return isAdml() ? -1 : 1;
    }
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return language.map(folder -> folder + "/").orElse("") + file();
  }
}
