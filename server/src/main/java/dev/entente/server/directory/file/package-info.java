/** Directories in files: CSV and LDIF, uploaded whole or watched in a folder. */
@NullMarked
package dev.entente.server.directory.file;

import org.jspecify.annotations.NullMarked;
