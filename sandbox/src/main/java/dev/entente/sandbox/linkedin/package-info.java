/** LinkedIn: sign-in, tokens, member data, privacy settings, faults on command. */
@NullMarked
package dev.entente.sandbox.linkedin;

import org.jspecify.annotations.NullMarked;
