/**
 * LinkedIn's double and a work sign-in, for training, development and tests: what the real ones are
 * known to do, quirks included, and what cannot be had from them marked as such.
 */
@NullMarked
package dev.entente.sandbox;

import org.jspecify.annotations.NullMarked;
