package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the directory says of a Group Policy object: the attributes of its {@code
 * groupPolicyContainer} that a client reads ([MS-GPOL] §2.2.4) and that a change of the user side
 * touches.
 *
 * @param fileSysPath the folder as {@code \\domain\SysVol\domain\Policies\{GUID}}
 * @param flags bit 0: users ignore the object; bit 1: computers do
 */
public record DirectoryObject(
    String displayName,
    String fileSysPath,
    int functionalityVersion,
    int flags,
    GpoVersion version,
    ExtensionNames userExtensions) {

  static final String DISPLAY_NAME = "displayName";
  static final String FILE_SYS_PATH = "gPCFileSysPath";
  static final String FUNCTIONALITY = "gPCFunctionalityVersion";
  static final String FLAGS = "flags";
  static final String USER_EXTENSIONS = "gPCUserExtensionNames";
  static final String VERSION = "versionNumber";

  /** The only one that a client accepts. */
  public static final int FUNCTIONALITY_VERSION = 2;

  /** Refuses a name that no backup could hold. */
  public DirectoryObject {
    XmlOut.checked(DISPLAY_NAME, displayName);
  }

  /** One that has just been made and says nothing. */
  public static DirectoryObject fresh(GpoId id, String domain, String displayName) {
    return new DirectoryObject(
        displayName,
        "\\\\" + domain + "\\SysVol\\" + domain + "\\Policies\\" + id,
        FUNCTIONALITY_VERSION,
        0,
        GpoVersion.NONE,
        ExtensionNames.NONE);
  }

  /**
   * One as the directory has it.
   *
   * @param attributes name, in any case, to value; what is absent has the value that the directory
   *     would give a new object
   * @throws InvalidInput when a value is not what [MS-GPOL] §2.2.4 wants
   */
  public static DirectoryObject of(Map<String, String> attributes) {
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(attributes);
    return new DirectoryObject(
        values.getOrDefault(DISPLAY_NAME, ""),
        values.getOrDefault(FILE_SYS_PATH, ""),
        number(FUNCTIONALITY, values.getOrDefault(FUNCTIONALITY, "2")),
        number(FLAGS, values.getOrDefault(FLAGS, "0")),
        GpoVersion.of(number(VERSION, values.getOrDefault(VERSION, "0"))),
        ExtensionNames.read(USER_EXTENSIONS, values.getOrDefault(USER_EXTENSIONS, "")));
  }

  private static int number(String attribute, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "the value is no number of 32 bits.",
          new InFile(attribute),
          "Correct the attribute of the object in the directory.");
    }
  }

  /** Whether a client applies the user side at all, links and permissions aside. */
  public boolean appliesToUsers() {
    return functionalityVersion == FUNCTIONALITY_VERSION && (flags & 1) == 0;
  }

  DirectoryObject with(GpoVersion version, ExtensionNames userExtensions) {
    return with(flags, version, userExtensions);
  }

  DirectoryObject with(int flags, GpoVersion version, ExtensionNames userExtensions) {
    return new DirectoryObject(
        displayName, fileSysPath, functionalityVersion, flags, version, userExtensions);
  }

  /** Name to value; an empty value stands for an attribute that is absent. */
  public Map<String, String> attributes() {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put(DISPLAY_NAME, displayName);
    attributes.put(FILE_SYS_PATH, fileSysPath);
    attributes.put(FUNCTIONALITY, Integer.toString(functionalityVersion));
    attributes.put(FLAGS, Integer.toString(flags));
    attributes.put(USER_EXTENSIONS, userExtensions.toString());
    attributes.put(VERSION, version.toString());
    return attributes;
  }
}
