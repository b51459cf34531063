@NullMarked
package dev.entente.server.signin;

import org.jspecify.annotations.NullMarked;
