@NullMarked
package dev.entente.server.connection;

import org.jspecify.annotations.NullMarked;
