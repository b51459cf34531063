@NullMarked
package dev.entente.server;

import org.jspecify.annotations.NullMarked;
