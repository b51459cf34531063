@NullMarked
package dev.entente.sandbox.linkedin;

import org.jspecify.annotations.NullMarked;
