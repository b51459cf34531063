/** People and groups in the API, and the operator's loads of them. */
@NullMarked
package dev.entente.server.directory.web;

import org.jspecify.annotations.NullMarked;
