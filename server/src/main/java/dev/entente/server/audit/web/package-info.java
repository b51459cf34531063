/** The audit log in the API and on a page. */
@NullMarked
package dev.entente.server.audit.web;

import org.jspecify.annotations.NullMarked;
