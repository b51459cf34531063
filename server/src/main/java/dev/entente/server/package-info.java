/** Account connections, governed by the organisation and controlled by the person. */
@NullMarked
package dev.entente.server;

import org.jspecify.annotations.NullMarked;
