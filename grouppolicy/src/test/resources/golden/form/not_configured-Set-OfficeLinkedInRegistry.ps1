# Show LinkedIn features in Office applications: Not configured
# Changes the registry of the person who runs it, who must be an administrator of the
# computer: others may not write below Software\Policies. Try it with -WhatIf first.
[CmdletBinding(SupportsShouldProcess)]
param()

$ErrorActionPreference = 'Stop'
$key = 'HKCU:\Software\Policies\Microsoft\Office\16.0\Common'
$name = 'LinkedIn'
try {
    $found = Get-ItemProperty -LiteralPath $key -Name $name
} catch [System.Management.Automation.ItemNotFoundException],
        [System.Management.Automation.PSArgumentException] {
    $found = $null  # No such key, or no such value. Whatever else fails ends the script.
}
if ($found -and $PSCmdlet.ShouldProcess("$key, $name", 'Remove the value')) {
    Remove-ItemProperty -LiteralPath $key -Name $name
}
