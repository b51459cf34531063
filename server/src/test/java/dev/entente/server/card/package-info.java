@NullMarked
package dev.entente.server.card;

import org.jspecify.annotations.NullMarked;
