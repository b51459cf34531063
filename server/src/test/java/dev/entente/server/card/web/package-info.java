@NullMarked
package dev.entente.server.card.web;

import org.jspecify.annotations.NullMarked;
