package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;

/**
 * One way to say <i>Show LinkedIn features in Office applications</i>. Whatever a form needs to be
 * written, such as the name of a Group Policy object, it has; what it writes, it reads back.
 */
public sealed interface Form
    permits RegistryPol,
        RegFile,
        LgpoText,
        GroupPolicyScript,
        RegistryScript,
        SettingsCatalog,
        CustomProfile,
        CloudPolicyNotes {

  /** The name that the file is given, unless it is called otherwise. */
  String fileName();

  /** The file that brings the policy into a state; the same bytes each time. */
  byte[] write(PolicyState state);

  /**
   * The state that a file of this form brings the policy into.
   *
   * @param file the name to call it by when it is refused
   * @throws InvalidInput when it is not of this form, says nothing of the policy, or what is no
   *     state
   */
  PolicyState read(String file, byte[] content);
}
