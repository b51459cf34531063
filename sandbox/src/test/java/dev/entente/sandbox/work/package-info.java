@NullMarked
package dev.entente.sandbox.work;

import org.jspecify.annotations.NullMarked;
