package dev.entente.cli.move;

import dev.entente.cli.api.Lookup;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How a file names a person. */
public sealed interface UserRef {

  /** By the directory's id. */
  record ById(UUID id) implements UserRef {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** By user principal name or e-mail address, in lower case: directories do not tell the cases. */
  record ByName(String name) implements UserRef {
    @Override
    public String toString() {
      return name;
    }
  }

  int LONGEST_NAME = 320;
  Pattern NAME = Pattern.compile("[^\\s@\\p{Cc},;\"<>]+@[^\\s@\\p{Cc},;\"<>]+");

  static Optional<UserRef> parse(String cell) {
    if (cell.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    return Lookup.guid(cell)
        .<UserRef>map(ById::new)
        .or(
            () ->
                NAME.matcher(cell).matches()
                    ? Optional.of(new ByName(cell.toLowerCase(Locale.ROOT)))
                    : Optional.empty());
  }
}
