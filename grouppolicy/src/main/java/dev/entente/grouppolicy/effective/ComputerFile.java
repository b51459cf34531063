package dev.entente.grouppolicy.effective;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.form.Hive;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.Settings;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.Locale;

/**
 * A file of a computer, whatever it is called, told by its first bytes.
 *
 * @param kind what it is
 * @param layer what it says, under the name of the file
 */
public record ComputerFile(Kind kind, Layer layer) {

  /** The files that say what a computer's registry holds for a person. */
  public enum Kind {
    /** {@code User\Registry.pol} of a Group Policy object; the file does not say whether it is. */
    REGISTRY_POL,
    REG_FILE,
    LGPO_TEXT
  }

  /**
   * Reads a file.
   *
   * @param name what to call it, in the trace and when it is refused
   * @throws InvalidInput when it is none of them, or is broken, or holds another person's hive
   */
  public static ComputerFile read(String name, byte[] content) {
    return switch (kind(name, content)) {
      case REGISTRY_POL -> registryPol(name, content);
      case REG_FILE -> of(Kind.REG_FILE, name, RegFile.settings(name, content));
      case LGPO_TEXT -> of(Kind.LGPO_TEXT, name, LgpoText.settings(name, content));
    };
  }

  private static Kind kind(String name, byte[] content) {
    if (content.length >= 4
        && content[0] == 'P'
        && content[1] == 'R'
        && content[2] == 'e'
        && content[3] == 'g') {
      return Kind.REGISTRY_POL;
    }
    if (RegFile.isOne(name, content)) {
      return Kind.REG_FILE;
    }
    if (LgpoText.isOne(name, content)) {
      return Kind.LGPO_TEXT;
    }
    throw new InvalidInput(
        "this is neither a Registry.pol, nor a file of the registry editor, nor LGPO text.",
        new InFile(name),
        "Take User\\Registry.pol from a Group Policy object, export HKEY_CURRENT_USER with the"
            + " registry editor, or run LGPO.exe /parse.");
  }

  private static ComputerFile registryPol(String name, byte[] content) {
    return new ComputerFile(Kind.REGISTRY_POL, new Layer(name, RegistryPolicy.read(name, content)));
  }

  private static ComputerFile of(Kind kind, String name, Settings settings) {
    refuseOtherPeople(name, settings);
    return new ComputerFile(kind, new Layer(name, settings.policy(Hive.CURRENT_USER)));
  }

  /** Exported by an administrator, the person's keys are below their SID, where nobody looks. */
  private static void refuseOtherPeople(String name, Settings settings) {
    for (var entry : settings.policy(Hive.USERS).entries()) {
      var key = entry.key().substring(entry.key().indexOf('\\') + 1).toLowerCase(Locale.ROOT);
      if (key.equals(OfficeLinkedInPolicy.POLICY_KEY.toLowerCase(Locale.ROOT))
          || key.equals(OfficeLinkedInPolicy.OPTION_KEY.toLowerCase(Locale.ROOT))) {
        throw new InvalidInput(
            "the keys of Office are those of HKEY_USERS\\" + entry.key() + ".",
            new InFile(name),
            "Export HKEY_CURRENT_USER as the person, or write it for HKEY_USERS and the SID.");
      }
    }
  }
}
