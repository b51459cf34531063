/** Measurements, always beside a peer in the same run, so that a noisy machine moves both. */
@NullMarked
package dev.entente.bench;

import org.jspecify.annotations.NullMarked;
