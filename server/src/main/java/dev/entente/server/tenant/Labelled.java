package dev.entente.server.tenant;

import dev.entente.server.kernel.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An enum whose values have a spelling of their own in files and in the API. */
interface Labelled {

  String label();

  /**
   * @throws Problem INVALID_REQUEST that lists the spellings, when the text is none of them
   */
  static <E extends Enum<E> & Labelled> E parse(Class<E> type, String text, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> it.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "%s is one of %s.".formatted(field, spellings(type)),
                    field));
  }

  private static <E extends Enum<E> & Labelled> String spellings(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Labelled::label)
        .collect(Collectors.joining(", "));
  }
}
