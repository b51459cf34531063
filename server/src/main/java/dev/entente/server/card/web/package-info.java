/** The card over HTTP: JSON for the component and the API, HTML for pages, the host page. */
@NullMarked
package dev.entente.server.card.web;

import org.jspecify.annotations.NullMarked;
