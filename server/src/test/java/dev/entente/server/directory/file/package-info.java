@NullMarked
package dev.entente.server.directory.file;

import org.jspecify.annotations.NullMarked;
