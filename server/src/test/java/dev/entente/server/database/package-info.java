@NullMarked
package dev.entente.server.database;

import org.jspecify.annotations.NullMarked;
