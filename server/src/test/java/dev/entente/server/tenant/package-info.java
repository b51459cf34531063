@NullMarked
package dev.entente.server.tenant;

import org.jspecify.annotations.NullMarked;
