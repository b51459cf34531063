@NullMarked
package dev.entente.cli.terminal;

import org.jspecify.annotations.NullMarked;
