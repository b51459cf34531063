@NullMarked
package dev.entente.server.web;

import org.jspecify.annotations.NullMarked;
