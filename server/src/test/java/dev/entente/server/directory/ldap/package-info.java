@NullMarked
package dev.entente.server.directory.ldap;

import org.jspecify.annotations.NullMarked;
