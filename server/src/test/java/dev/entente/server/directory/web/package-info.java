@NullMarked
package dev.entente.server.directory.web;

import org.jspecify.annotations.NullMarked;
