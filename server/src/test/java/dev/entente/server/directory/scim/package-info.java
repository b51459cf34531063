@NullMarked
package dev.entente.server.directory.scim;

import org.jspecify.annotations.NullMarked;
