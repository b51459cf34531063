@NullMarked
package dev.entente.server.policy;

import org.jspecify.annotations.NullMarked;
