/**
 * Reads ZIP archives that a stranger may have made: into memory, with a limit to entries, size and
 * ratio. Knows nothing of what the files in them are.
 */
@NullMarked
package dev.entente.grouppolicy.zip;

import org.jspecify.annotations.NullMarked;
