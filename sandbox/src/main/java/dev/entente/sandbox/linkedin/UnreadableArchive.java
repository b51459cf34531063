package dev.entente.sandbox.linkedin;

import org.jspecify.annotations.Nullable;

/** The members' folder holds what is no member; the sandbox does not start. */
final class UnreadableArchive extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableArchive(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
