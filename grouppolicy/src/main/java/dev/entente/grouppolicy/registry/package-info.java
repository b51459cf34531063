/**
 * {@code Registry.pol}, the file in which a Group Policy object carries registry values
 * ([MS-GPREG]): read, asked, changed and written without touching what nobody asked to change. Owns
 * the format, the special value names, and what a registry holds once the entries are applied. Does
 * not know any particular policy, nor the files around this one.
 */
@NullMarked
package dev.entente.grouppolicy.registry;

import org.jspecify.annotations.NullMarked;
