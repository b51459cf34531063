@NullMarked
package dev.entente.card;

import org.jspecify.annotations.NullMarked;
