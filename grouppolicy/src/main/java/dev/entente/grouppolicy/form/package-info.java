/**
 * The same intent in the other forms that administrators use: {@code .reg}, LGPO text, PowerShell,
 * Intune and the cloud policy service. Owns how a {@link dev.entente.grouppolicy.PolicyState} and,
 * where the form has room for them, any registry settings are written and read back. Runs nothing
 * and sends nothing.
 */
@NullMarked
package dev.entente.grouppolicy.form;

import org.jspecify.annotations.NullMarked;
