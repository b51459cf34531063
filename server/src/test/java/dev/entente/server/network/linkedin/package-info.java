@NullMarked
package dev.entente.server.network.linkedin;

import org.jspecify.annotations.NullMarked;
