/**
 * Tokens: device code or client credentials against an OpenID provider, kept in a file of the
 * user's own.
 */
@NullMarked
package dev.entente.cli.signin;

import org.jspecify.annotations.NullMarked;
