/**
 * Group Policy objects ([MS-GPOL]): what their folder and their entry in the directory hold on the
 * user side, a change of it planned with its undo, and backups as {@code Import-GPO} reads them.
 * Owns {@code GPT.INI}, the comments, versions, extension names and the backup format. Neither
 * reads nor writes a network share or a directory; leaves the computer side and every other
 * extension as it is.
 */
@NullMarked
package dev.entente.grouppolicy.gpo;

import org.jspecify.annotations.NullMarked;
