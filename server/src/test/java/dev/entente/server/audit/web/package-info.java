@NullMarked
package dev.entente.server.audit.web;

import org.jspecify.annotations.NullMarked;
