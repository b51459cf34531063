/**
 * The command {@code entente}: one class per topic, each reading its options, asking the API and
 * showing the answer. Owns no rule of the product; the server has them.
 */
@NullMarked
package dev.entente.cli;

import org.jspecify.annotations.NullMarked;
