@NullMarked
package dev.entente.server.tenant.web;

import org.jspecify.annotations.NullMarked;
