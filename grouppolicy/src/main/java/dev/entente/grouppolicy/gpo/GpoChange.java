package dev.entente.grouppolicy.gpo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of the user side of a Group Policy object, planned before anything is written. Whoever
 * carries it out writes {@link #files} in their order and then {@link #attributes}: a client that
 * sees the new version finds the new content.
 */
public record GpoChange(GroupPolicyObject before, GroupPolicyObject after) {

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return before.equals(after);
  }

  /** The files to write, the version last; one that was not there before is to be created. */
  public List<GpoFile> files() {
    var files = new ArrayList<GpoFile>();
    if (!after.userPolicy().equals(before.userPolicy())) {
      files.add(new GpoFile(GpoFile.REGISTRY_POLICY, after.userPolicy().toBytes()));
    }
    if (!after.userComments().equals(before.userComments())) {
      files.add(new GpoFile(GpoFile.COMMENTS, after.userComments().toBytes()));
    }
    if (!after.gptIni().equals(before.gptIni())) {
      files.add(new GpoFile(GpoFile.GPT_INI, after.gptIni().toBytes()));
    }
    return List.copyOf(files);
  }

  /**
   * The attributes to replace in one request ([MS-GPOL] §2.2.8.2): nothing for an empty change,
   * else the version and the extensions, an empty value for an attribute to remove.
   */
  public Map<String, String> attributes() {
    var attributes = new LinkedHashMap<String, String>();
    if (!isEmpty()) {
      attributes.put(
          DirectoryObject.USER_EXTENSIONS, after.directory().userExtensions().toString());
      attributes.put(DirectoryObject.VERSION, after.directory().version().toString());
    }
    return attributes;
  }

  /**
   * The way back: a change of its own, with the next version, since clients only look when the
   * version is another one. Holds as long as nobody has changed the object since.
   */
  public GpoChange undo() {
    return isEmpty()
        ? this
        : new GpoChange(
            after,
            after.next(
                before.userPolicy(), before.userComments(), before.directory().userExtensions()));
  }
}
