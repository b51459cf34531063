/** Connecting and disconnecting, on pages and in the API. */
@NullMarked
package dev.entente.server.connection.web;

import org.jspecify.annotations.NullMarked;
