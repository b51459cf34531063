/**
 * What an administrator says about LinkedIn in Office on a computer, and what follows from it: the
 * three states of <i>Show LinkedIn features in Office applications</i>, the keys they are kept
 * under, and the effective answer. Depends on no framework and does no network.
 */
@NullMarked
package dev.entente.grouppolicy;

import org.jspecify.annotations.NullMarked;
