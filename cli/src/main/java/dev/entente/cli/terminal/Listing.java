package dev.entente.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result: things with properties. JSON has all of each thing; the other formats have the columns.
 *
 * @param columns names of properties
 */
public record Listing(List<String> columns, List<JsonNode> things, boolean single) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Listing {
    columns = List.copyOf(columns);
    things = List.copyOf(things);
  }

  public static Listing of(List<JsonNode> things, String... columns) {
    return new Listing(List.of(columns), things, false);
  }

  public static Listing ofOne(JsonNode thing, String... columns) {
    return new Listing(List.of(columns), List.of(thing), true);
  }

  public void print(Format format, Terminal terminal) {
    switch (format) {
      case TABLE -> table(terminal);
      case JSON ->
          terminal.out().println(JSON.writeValueAsString(single ? things.getFirst() : things));
      case TSV -> separated(CSVFormat.TDF.builder().setQuote(null).get(), terminal);
      case CSV -> separated(CSVFormat.RFC4180, terminal);
    }
    terminal.out().flush();
  }

  /** Prints it, and in a table also what it holds, which the other formats have in it. */
  public void printWith(Listing parts, Format format, Terminal terminal) {
    print(format, terminal);
    if (format == Format.TABLE && !parts.things.isEmpty()) {
      terminal.out().println();
      parts.print(format, terminal);
    }
  }

  private void table(Terminal terminal) {
    if (single) {
      var width = columns.stream().mapToInt(String::length).max().orElse(0);
      columns.forEach(
          it ->
              terminal
                  .out()
                  .println(
                      terminal.paint("1", it)
                          + " ".repeat(width - it.length() + 2)
                          + Text.plain(cell(things.getFirst(), it))));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    things.forEach(
        it -> rows.add(columns.stream().map(name -> Text.plain(cell(it, name))).toList()));
    var widths = IntStream.range(0, columns.size()).map(column -> width(column, rows)).toArray();
    terminal.out().println(terminal.paint("1", line(columns, widths)));
    rows.forEach(it -> terminal.out().println(line(it, widths)));
  }

  private int width(int column, List<List<String>> rows) {
    return Math.max(
        columns.get(column).length(),
        rows.stream().mapToInt(it -> it.get(column).length()).max().orElse(0));
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(it -> cells.get(it) + " ".repeat(widths[it] - cells.get(it).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private void separated(CSVFormat format, Terminal terminal) {
    var isCsv = format.equals(CSVFormat.RFC4180);
    try {
      var printer = new CSVPrinter(terminal.out(), format);
      printer.printRecord(columns);
      for (var thing : things) {
        printer.printRecord(
            columns.stream()
                .map(it -> Text.plain(cell(thing, it)))
                .map(it -> isCsv ? Text.inert(it) : it)
                .toList());
      }
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A collection's entries by semicolons; absent is empty. */
  private static String cell(JsonNode thing, String column) {
    var value = thing.path(column);
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(it -> it.path("name").asString(it.asString(it.toString())))
            .collect(Collectors.joining(";"))
        : value.isMissingNode() || value.isNull()
            ? ""
            : value.isValueNode() ? value.asString() : value.toString();
  }
}
