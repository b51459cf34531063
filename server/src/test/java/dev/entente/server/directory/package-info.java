@NullMarked
package dev.entente.server.directory;

import org.jspecify.annotations.NullMarked;
