@NullMarked
package dev.entente.cli.api;

import org.jspecify.annotations.NullMarked;
