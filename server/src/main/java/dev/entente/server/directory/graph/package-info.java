/** A directory at Microsoft Entra ID, read through Microsoft Graph's delta queries. */
@NullMarked
package dev.entente.server.directory.graph;

import org.jspecify.annotations.NullMarked;
