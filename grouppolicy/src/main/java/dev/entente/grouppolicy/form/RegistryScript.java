package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;

/**
 * A PowerShell script that changes the registry of whoever runs it, with nothing but PowerShell.
 * Run twice it does nothing more; {@code -WhatIf} changes nothing.
 */
public record RegistryScript() implements Form {

  private static final Verbatim SCRIPT =
      new Verbatim(
          state ->
              """
              # Show LinkedIn features in Office applications: %s
              # Changes the registry of the person who runs it, who must be an administrator of the
              # computer: others may not write below Software\\Policies. Try it with -WhatIf first.
              [CmdletBinding(SupportsShouldProcess)]
              param()

              $ErrorActionPreference = 'Stop'
              $key = 'HKCU:\\%s'
              $name = '%s'
              %s
              """
                  .formatted(
                      state.words(),
                      OfficeLinkedInPolicy.POLICY_KEY,
                      OfficeLinkedInPolicy.POLICY_VALUE,
                      change(state).stripTrailing()));

  @Override
  public String fileName() {
    return "Set-OfficeLinkedInRegistry.ps1";
  }

  @Override
  public byte[] write(PolicyState state) {
    return SCRIPT.write(state);
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    return SCRIPT.read(file, content);
  }

  private static String change(PolicyState state) {
    return switch (state) {
      case ENABLED -> set(1);
      case DISABLED -> set(0);
      case NOT_CONFIGURED ->
          """
          try {
              $found = Get-ItemProperty -LiteralPath $key -Name $name
          } catch [System.Management.Automation.ItemNotFoundException],
                  [System.Management.Automation.PSArgumentException] {
              $found = $null  # No such key, or no such value. Whatever else fails ends the script.
          }
          if ($found -and $PSCmdlet.ShouldProcess("$key, $name", 'Remove the value')) {
              Remove-ItemProperty -LiteralPath $key -Name $name
          }
          """;
    };
  }

  private static String set(int number) {
    return """
        if ($PSCmdlet.ShouldProcess("$key, $name", 'Set the value to REG_DWORD %d')) {
            if (-not (Test-Path -LiteralPath $key)) {
                $null = New-Item -Path $key -Force
            }
            $null = New-ItemProperty -LiteralPath $key -Name $name -PropertyType DWord -Value %d -Force
        }
        """
        .formatted(number, number);
  }
}
