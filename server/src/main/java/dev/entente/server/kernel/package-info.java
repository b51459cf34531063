/**
 * The words every module shares: identifiers, secrets, events and problems. Owns no behaviour of
 * the product, no table and no page, and knows no framework.
 */
@NullMarked
package dev.entente.server.kernel;

import org.jspecify.annotations.NullMarked;
