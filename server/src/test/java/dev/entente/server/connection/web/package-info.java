@NullMarked
package dev.entente.server.connection.web;

import org.jspecify.annotations.NullMarked;
