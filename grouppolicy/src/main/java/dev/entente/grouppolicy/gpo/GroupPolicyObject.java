package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.form.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;

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

  /** The change to other content of the user side; none when it is what there is. */
  public GpoChange to(RegistryPolicy policy, PolicyComments comments) {
    if (policy.equals(userPolicy) && comments.equals(userComments)) {
      return new GpoChange(this, this);
    }
    var extensions = directory.userExtensions();
    return new GpoChange(
        this,
        next(
            policy,
            comments,
            policy.entries().isEmpty()
                ? extensions.withoutUserTemplates()
                : extensions.withUserTemplates()));
  }

  /** The version of the files is the one that counts on ([MS-GPOL] §3.3.5.2). */
  GroupPolicyObject next(
      RegistryPolicy policy, PolicyComments comments, ExtensionNames extensions) {
    var version = gptIni.version().afterUserChange();
    return new GroupPolicyObject(
        id, directory.with(version, extensions), gptIni.with(version), policy, comments);
  }
}
