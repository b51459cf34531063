#Requires -Modules GroupPolicy
# Show LinkedIn features in Office applications: Enabled
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
Set-GPRegistryValue @setting -Type DWord -Value 1 -WhatIf:$WhatIfPreference | Out-Null
