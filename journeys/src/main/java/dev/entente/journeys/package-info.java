/**
 * The whole product as a user runs it: the built jars as processes, a real browser before them.
 * Knows no class of the server or the sandbox, only their pages and their API.
 */
@NullMarked
package dev.entente.journeys;

import org.jspecify.annotations.NullMarked;
