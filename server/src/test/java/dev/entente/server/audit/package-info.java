@NullMarked
package dev.entente.server.audit;

import org.jspecify.annotations.NullMarked;
