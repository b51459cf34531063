@NullMarked
package dev.entente.server.grouppolicy;

import org.jspecify.annotations.NullMarked;
