@NullMarked
package dev.entente.sandbox;

import org.jspecify.annotations.NullMarked;
