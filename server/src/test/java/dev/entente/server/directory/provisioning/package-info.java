@NullMarked
package dev.entente.server.directory.provisioning;

import org.jspecify.annotations.NullMarked;
