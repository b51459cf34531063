@NullMarked
package dev.entente.server.custody;

import org.jspecify.annotations.NullMarked;
