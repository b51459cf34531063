package dev.entente.server.grouppolicy.web;

import dev.entente.server.kernel.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the API and the pages spell a choice: {@code NOT_CONFIGURED} is {@code notConfigured}. */
final class Label {

  private Label() {}

  static String of(Enum<?> choice) {
    return Arrays.stream(choice.name().split("_"))
        .map(it -> it.charAt(0) + it.substring(1).toLowerCase(Locale.ROOT))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(), it -> Character.toLowerCase(it.charAt(0)) + it.substring(1)));
  }

  /**
   * @throws Problem INVALID_REQUEST that names the field and all choices
   */
  static <E extends Enum<E>> E parse(Class<E> choices, String label, String field) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(it -> of(it).equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "%s: must be one of %s.".formatted(field, allOf(choices)),
                    field));
  }

  private static <E extends Enum<E>> String allOf(Class<E> choices) {
    return Arrays.stream(choices.getEnumConstants())
        .map(Label::of)
        .collect(Collectors.joining(", "));
  }
}
