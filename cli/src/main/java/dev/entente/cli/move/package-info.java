/**
 * The people of a CSV file into a group: reading, importing or binding in batches, resuming,
 * reporting.
 */
@NullMarked
package dev.entente.cli.move;

import org.jspecify.annotations.NullMarked;
