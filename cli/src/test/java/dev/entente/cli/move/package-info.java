@NullMarked
package dev.entente.cli.move;

import org.jspecify.annotations.NullMarked;
