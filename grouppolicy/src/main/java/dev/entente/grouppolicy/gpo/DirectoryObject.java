package dev.entente.grouppolicy.gpo;

import java.util.LinkedHashMap;
import java.util.Map;

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

  /** The only one that a client accepts. */
  public static final int FUNCTIONALITY_VERSION = 2;

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
    attributes.put("displayName", displayName);
    attributes.put("gPCFileSysPath", fileSysPath);
    attributes.put("gPCFunctionalityVersion", Integer.toString(functionalityVersion));
    attributes.put("flags", Integer.toString(flags));
    attributes.put("gPCUserExtensionNames", userExtensions.toString());
    attributes.put("versionNumber", version.toString());
    return attributes;
  }
}
