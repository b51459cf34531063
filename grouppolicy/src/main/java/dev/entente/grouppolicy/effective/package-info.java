/**
 * Whether LinkedIn is shown to one person in one Office application on one computer, whether they
 * can change it, and why: a pure, total function of the tenant's decision, the computer's policies
 * and the person's own option. Owns the rules and their order. Does not read files, and does not
 * know how the tenant decided.
 */
@NullMarked
package dev.entente.grouppolicy.effective;

import org.jspecify.annotations.NullMarked;
