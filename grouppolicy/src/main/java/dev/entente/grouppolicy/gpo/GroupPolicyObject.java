package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A Group Policy object as far as its user side's administrative templates go: its entry in the
 * directory and the files in its folder. A file that is not there is an empty one.
 */
public record GroupPolicyObject(
    GpoId id,
    DirectoryObject directory,
    GptIni gptIni,
    RegistryPolicy userPolicy,
    PolicyComments userComments) {

  /** One that has just been made and says nothing. */
  public static GroupPolicyObject fresh(GpoId id, String domain, String displayName) {
    return new GroupPolicyObject(
        id,
        DirectoryObject.fresh(id, domain, displayName),
        GptIni.of(GpoVersion.NONE),
        RegistryPolicy.EMPTY,
        PolicyComments.NONE);
  }

  /**
   * One as it is on a domain controller.
   *
   * @param attributes as {@link DirectoryObject#of} takes them
   * @param files path within the object's folder, in any case, to content; only {@code GPT.INI} has
   *     to be there
   */
  public static GroupPolicyObject of(
      GpoId id, Map<String, String> attributes, Map<String, byte[]> files) {
    var contents = new TreeMap<String, byte[]>(String.CASE_INSENSITIVE_ORDER);
    contents.putAll(files);
    return new GroupPolicyObject(
        id,
        DirectoryObject.of(attributes),
        read(contents, GpoFile.GPT_INI, GptIni::read).orElseThrow(() -> noVersion(id)),
        read(contents, GpoFile.REGISTRY_POLICY, RegistryPolicy::read).orElse(RegistryPolicy.EMPTY),
        read(contents, GpoFile.COMMENTS, PolicyComments::read).orElse(PolicyComments.NONE));
  }

  private static <T> Optional<T> read(
      Map<String, byte[]> files, String path, BiFunction<String, byte[], T> reader) {
    return Optional.ofNullable(files.get(path)).map(content -> reader.apply(path, content));
  }

  private static InvalidInput noVersion(GpoId id) {
    return new InvalidInput(
        "the object " + id + " has no such file.",
        new InFile(GpoFile.GPT_INI),
        "Restore the object's folder on SYSVOL from a backup, or wait until it is replicated.");
  }

  /**
   * The state of the policy; nothing for a value that is in no state, such as {@code REG_DWORD 7}.
   */
  public Optional<PolicyState> state() {
    return PolicyValue.state(
        userPolicy.value(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE));
  }

  /**
   * The change that brings <i>Show LinkedIn features in Office applications</i> into a state. Not
   * configured takes the value out and leaves every other entry as it is.
   */
  public GpoChange to(PolicyState state) {
    return to(policyIn(state), userComments);
  }

  private RegistryPolicy policyIn(PolicyState state) {
    var key = OfficeLinkedInPolicy.POLICY_KEY;
    var name = OfficeLinkedInPolicy.POLICY_VALUE;
    return PolicyValue.of(state)
        .map(value -> userPolicy.with(new RegistryEntry(key, name, value)))
        .orElseGet(() -> userPolicy.without(key, name));
  }

  /**
   * The change to other content of the user side. None when it is what there is and clients see it:
   * directory and files have one version, and the directory names the extension that reads it. So a
   * change that was cut off between files and directory is completed by asking for it again.
   */
  public GpoChange to(RegistryPolicy policy, PolicyComments comments) {
    var extensions = extensions(policy);
    var isThere =
        policy.equals(userPolicy)
            && comments.equals(userComments)
            && extensions.equals(directory.userExtensions())
            && directory.version().user() == gptIni.version().user();
    return new GpoChange(this, isThere ? this : next(policy, comments, extensions));
  }

  /** The change of nothing but the version, for clients to look again. */
  public GpoChange renewed() {
    return new GpoChange(this, next(userPolicy, userComments, extensions(userPolicy)));
  }

  private ExtensionNames extensions(RegistryPolicy policy) {
    var there = directory.userExtensions();
    return policy.entries().isEmpty() ? there.withoutUserTemplates() : there.withUserTemplates();
  }

  GroupPolicyObject next(
      RegistryPolicy policy, PolicyComments comments, ExtensionNames extensions) {
    var there = directory.version();
    var here = gptIni.version();
    return new GroupPolicyObject(
        id,
        directory.with(there.afterUserChange(here), extensions),
        gptIni.with(here.afterUserChange(there)),
        policy,
        comments);
  }
}
