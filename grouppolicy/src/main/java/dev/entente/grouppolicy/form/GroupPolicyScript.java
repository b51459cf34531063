package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;

/**
 * A script for the PowerShell module GroupPolicy, which changes one value of a Group Policy object
 * that is there already. Run twice it does nothing more; {@code -WhatIf} changes nothing.
 *
 * @param object the display name of the Group Policy object
 */
public record GroupPolicyScript(String object) implements Form {

  private static final int LONGEST_NAME = 255;

  public GroupPolicyScript {
    if (object.isBlank() || object.length() > LONGEST_NAME) {
      throw refused("is empty or longer than " + LONGEST_NAME + " characters.");
    }
    if (!object.codePoints().allMatch(GroupPolicyScript::isVisible)) {
      throw refused("has a line break, or another character that cannot be seen.");
    }
  }

  private static InvalidInput refused(String why) {
    return new InvalidInput(
        "the name of the Group Policy object " + why,
        new InFile("script"),
        "Give the name as the Group Policy Management Console shows it.");
  }

  /** Control and format characters could end a line or turn a text around; a lone surrogate too. */
  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  @Override
  public String fileName() {
    return "Set-OfficeLinkedInPolicy.ps1";
  }

  @Override
  public byte[] write(PolicyState state) {
    return script().write(state);
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    return script().read(file, content);
  }

  private Verbatim script() {
    return new Verbatim(
        state ->
            """
            #Requires -Modules GroupPolicy
            # Show LinkedIn features in Office applications: %s
            # Changes one value of a Group Policy object that exists. Try it with -WhatIf first.
            [CmdletBinding(SupportsShouldProcess)]
            param()

            $ErrorActionPreference = 'Stop'
            $null = Get-GPO -Name %s
            $setting = @{
                Name      = %s
                Key       = 'HKCU\\%s'
                ValueName = '%s'
            }
            %s
            """
                .formatted(
                    state.words(),
                    quoted(object),
                    quoted(object),
                    OfficeLinkedInPolicy.POLICY_KEY,
                    OfficeLinkedInPolicy.POLICY_VALUE,
                    change(state).stripTrailing()));
  }

  private static String change(PolicyState state) {
    return switch (state) {
      case ENABLED -> set(1);
      case DISABLED -> set(0);
      case NOT_CONFIGURED ->
          """
          try {
              $found = Get-GPRegistryValue @setting
          } catch [System.ArgumentException] {
              $found = $null  # The object has no such value. Whatever else fails ends the script.
          }
          if ($found) {
              Remove-GPRegistryValue @setting -WhatIf:$WhatIfPreference | Out-Null
          }
          """;
    };
  }

  private static String set(int number) {
    return "Set-GPRegistryValue @setting -Type DWord -Value %d -WhatIf:$WhatIfPreference | Out-Null"
        .formatted(number);
  }

  /**
   * PowerShell takes four typographic marks for a quotation mark too; doubled, each is a letter.
   */
  static String quoted(String text) {
    return "'" + text.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
  }
}
