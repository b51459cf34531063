#Requires -Modules GroupPolicy
# Show LinkedIn features in Office applications: Not configured
# Changes one value of a Group Policy object that exists. Try it with -WhatIf first.
[CmdletBinding(SupportsShouldProcess)]
param()

$ErrorActionPreference = 'Stop'
$null = Get-GPO -Name 'Ada''s “LinkedIn” policy'
$setting = @{
    Name      = 'Ada''s “LinkedIn” policy'
    Key       = 'HKCU\Software\Policies\Microsoft\Office\16.0\Common'
    ValueName = 'LinkedIn'
}
try {
    $found = Get-GPRegistryValue @setting
} catch [System.ArgumentException] {
    $found = $null  # The object has no such value. Whatever else fails ends the script.
}
if ($found) {
    Remove-GPRegistryValue @setting -WhatIf:$WhatIfPreference | Out-Null
}
