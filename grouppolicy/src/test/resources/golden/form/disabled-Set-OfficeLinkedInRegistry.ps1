# Show LinkedIn features in Office applications: Disabled
# Changes the registry of the person who runs it, who must be an administrator of the
# computer: others may not write below Software\Policies. Try it with -WhatIf first.
[CmdletBinding(SupportsShouldProcess)]
param()

$ErrorActionPreference = 'Stop'
$key = 'HKCU:\Software\Policies\Microsoft\Office\16.0\Common'
$name = 'LinkedIn'
if ($PSCmdlet.ShouldProcess("$key, $name", 'Set the value to REG_DWORD 0')) {
    if (-not (Test-Path -LiteralPath $key)) {
        $null = New-Item -Path $key -Force
    }
    $null = New-ItemProperty -LiteralPath $key -Name $name -PropertyType DWord -Value 0 -Force
}
