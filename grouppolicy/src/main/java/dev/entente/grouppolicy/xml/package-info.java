/**
 * Reads XML that a stranger may have written: no DOCTYPE, no entity, and a limit to size, depth,
 * attributes and text, alike on every JDK. Knows nothing of what the XML says.
 */
@NullMarked
package dev.entente.grouppolicy.xml;

import org.jspecify.annotations.NullMarked;
