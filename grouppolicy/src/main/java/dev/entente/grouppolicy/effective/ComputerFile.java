package dev.entente.grouppolicy.effective;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.form.Hive;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.Setting;
import dev.entente.grouppolicy.form.Settings;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryName;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of a computer, whatever it is called, told by its first bytes.
 *
 * @param kind what it is
 * @param layer what it says, under the name of the file
 */
public record ComputerFile(Kind kind, Layer layer) {

  private static final Pattern MACHINE =
      Pattern.compile("(^|[\\\\/])machine[\\\\/]registry\\.pol$", Pattern.CASE_INSENSITIVE);

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
   * @throws InvalidInput when it is none of them, or is broken, or holds another person's hive or
   *     the computer's half
   */
  public static ComputerFile read(String name, byte[] content) {
    return read(name, name, content);
  }

  /**
   * Reads a file that is called otherwise than it was.
   *
   * @param path where the file was, as far as that is known: it tells which half of a Group Policy
   *     object a {@code Registry.pol} is
   */
  public static ComputerFile read(String path, String name, byte[] content) {
    return switch (kind(name, content)) {
      case REGISTRY_POL -> registryPol(path, name, content);
      case REG_FILE -> of(Kind.REG_FILE, name, RegFile.settings(name, content, new Relevant(name)));
      case LGPO_TEXT ->
          of(Kind.LGPO_TEXT, name, LgpoText.settings(name, content, new Relevant(name)));
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

  private static ComputerFile registryPol(String path, String name, byte[] content) {
    if (MACHINE.matcher(path).find()) {
      throw new InvalidInput(
          "this is the computer's half of a Group Policy object, and the policy is for users.",
          new InFile(name),
          "Take User\\Registry.pol from the same object.");
    }
    return new ComputerFile(Kind.REGISTRY_POL, new Layer(name, RegistryPolicy.read(name, content)));
  }

  private static ComputerFile of(Kind kind, String name, Settings settings) {
    return new ComputerFile(kind, new Layer(name, settings.policy(Hive.CURRENT_USER)));
  }

  /**
   * What can change the answer; what is somebody else's has the file refused. Nobody says so much
   * of two values that a file of millions of settings, each of which counts, deserves the memory.
   */
  private static final class Relevant implements Predicate<Setting> {

    private static final int MOST = 10_000;

    private final String name;
    private int kept;

    Relevant(String name) {
      this.name = name;
    }

    @Override
    public boolean test(Setting setting) {
      var counts =
          switch (setting.hive()) {
            case CURRENT_USER -> Answering.isRelevant(setting.entry());
            case USERS -> refusedIfOfOffice(setting.entry());
            case CLASSES_ROOT, LOCAL_MACHINE, CURRENT_CONFIG -> false;
          };
      if (counts && ++kept > MOST) {
        throw new InvalidInput(
            "more than " + MOST + " of its settings are about the policy or the option.",
            new InFile(name),
            "Export HKEY_CURRENT_USER again with the registry editor.");
      }
      return counts;
    }

    /** Exported by an administrator, the person's keys are below their SID, where nobody looks. */
    private boolean refusedIfOfOffice(RegistryEntry entry) {
      paths(entry)
          .filter(ComputerFile::isOfOffice)
          .findFirst()
          .ifPresent(
              path -> {
                throw new InvalidInput(
                    "the keys of Office are those of HKEY_USERS\\" + path + ".",
                    new InFile(name),
                    "Export HKEY_CURRENT_USER as the person, or write it for HKEY_USERS and the"
                        + " SID.");
              });
      return false;
    }
  }

  private static Stream<String> paths(RegistryEntry entry) {
    return entry.instruction() instanceof DeleteKeys delete
        ? delete.names().stream().map(subkey -> RegistryName.joined(entry.key(), subkey))
        : Stream.of(entry.key());
  }

  /** Whether it is at, above or below one of the keys, in somebody's hive. */
  private static boolean isOfOffice(String path) {
    var slash = path.indexOf('\\');
    var key = slash < 0 ? "" : path.substring(slash + 1);
    return !path.isEmpty()
        && Stream.of(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.OPTION_KEY)
            .anyMatch(ours -> RegistryName.isWithin(ours, key) || RegistryName.isWithin(key, ours));
  }
}
