package dev.entente.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of several, spelt as options are: {@code NOT_CONFIGURED} is {@code not-configured}. */
record Choices<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

  static String label(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> label(it).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Arrays.stream(type.getEnumConstants())
                        .map(Choices::label)
                        .collect(
                            Collectors.joining(", ", "expected one of ", " but was " + text))));
  }
}
