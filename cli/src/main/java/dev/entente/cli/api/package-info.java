/**
 * JSON over HTTP in Microsoft Graph's conventions: errors, pages, batches, patience. Knows no
 * command.
 */
@NullMarked
package dev.entente.cli.api;

import org.jspecify.annotations.NullMarked;
