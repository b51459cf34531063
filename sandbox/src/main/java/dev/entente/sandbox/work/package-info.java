/** The demo organisations' OpenID providers, one issuer each. */
@NullMarked
package dev.entente.sandbox.work;

import org.jspecify.annotations.NullMarked;
