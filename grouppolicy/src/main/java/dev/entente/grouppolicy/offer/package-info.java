/**
 * The files that an administrator can take away, by name: every form of the policy and a backup for
 * {@code Import-GPO}. What a page, an API or a command line offers is this list.
 */
@NullMarked
package dev.entente.grouppolicy.offer;

import org.jspecify.annotations.NullMarked;
