/** What a person or a script sees: tables, JSON, CSV, troubles and exit codes. */
@NullMarked
package dev.entente.cli.terminal;

import org.jspecify.annotations.NullMarked;
