/** Brings tenants, their first people and their sources in line with the operator's file. */
@NullMarked
package dev.entente.server.directory.provisioning;

import org.jspecify.annotations.NullMarked;
