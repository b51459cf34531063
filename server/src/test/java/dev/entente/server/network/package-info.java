@NullMarked
package dev.entente.server.network;

import org.jspecify.annotations.NullMarked;
