package dev.entente.cli.move;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Text;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;

/**
 * The people of a CSV file, each once.
 *
 * <p>The file may be in UTF-8 or UTF-16, separated by commas, semicolons or tabs, with a header or
 * without. A header names the column, as long as somebody is in it; else it is the column with the
 * most ids, user principal names or e-mail addresses.
 *
 * @param unreadable rows that name nobody
 * @param duplicates how many rows name somebody who was named before
 */
public record UserList(List<Row> rows, List<Failure> unreadable, int duplicates) {

  /** A person, and where in the file. */
  public record Row(long line, UserRef user) {}

  /** A larger file is not one of people. */
  public static final int MAX_MEGABYTES = 128;

  private static final int SAMPLE = 200;
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  /** What headers call the column, the surest first; compared without case, spaces and marks. */
  private static final List<String> HEADERS =
      List.of(
          "memberobjectidorupn",
          "id",
          "objectid",
          "userid",
          "guid",
          "userprincipalname",
          "upn",
          "mail",
          "email",
          "emailaddress",
          "user");

  /** What no title looks like: it has an {@code @}, a dot inside, or is long and has digits. */
  private static final Pattern MISTYPED =
      Pattern.compile(".*@.*|\\S+\\.\\S+|(?=.*\\d)\\S{16,}", Pattern.DOTALL);

  /** A spreadsheet's own first line, which names the separator. */
  private static final Pattern SEPARATOR_LINE = Pattern.compile("sep=([,;\t])\r?\n(?s:(.*))");

  public UserList {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * @param file as the user calls it, for troubles
   */
  public static UserList read(String file, byte[] bytes) {
    var text =
        Encoding.decode(bytes)
            .orElseThrow(
                () ->
                    fault(
                        file,
                        "It is neither in UTF-8 nor in UTF-16.",
                        "Save it as \"CSV UTF-8\" and try again."));
    var separatorLine = SEPARATOR_LINE.matcher(text);
    return separatorLine.matches()
        ? of(file, records(file, separatorLine.group(2), separatorLine.group(1).charAt(0), 1))
        : of(file, records(file, text, bestDelimiter(text), 0));
  }

  private record Line(long number, List<String> cells) {

    Optional<String> cell(int column) {
      return column < cells.size()
          ? Optional.of(cells.get(column)).filter(it -> !it.isEmpty())
          : Optional.empty();
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  private static UserList of(String file, List<Line> lines) {
    var header = header(lines);
    var sample = lines.stream().limit(SAMPLE).toList();
    var column =
        header
            .flatMap(it -> namedColumn(it, sample))
            .or(() -> fullestColumn(sample))
            .orElseThrow(
                () ->
                    fault(
                        file,
                        "No column holds ids, user principal names or e-mail addresses.",
                        "Give a CSV with one of them in each row."));
    var afterHeader =
        header.filter(it -> isHeader(it, column)).map(it -> lines.indexOf(it) + 1).orElse(0);
    return of(lines.subList(afterHeader, lines.size()), column);
  }

  private static UserList of(List<Line> lines, int column) {
    Set<UserRef> seen = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    List<Failure> unreadable = new ArrayList<>();
    for (var line : lines) {
      var cell = line.cell(column).orElse("");
      UserRef.parse(cell)
          .ifPresentOrElse(
              user -> {
                if (seen.add(user)) {
                  rows.add(new Row(line.number(), user));
                }
              },
              () ->
                  unreadable.add(
                      new Failure(
                          line.number(),
                          cell,
                          cell.isEmpty()
                              ? "The cell is empty."
                              : "Neither an id nor a user principal name or e-mail address.")));
    }
    return new UserList(rows, unreadable, lines.size() - rows.size() - unreadable.size());
  }

  /**
   * The first row that names nobody, unless somebody comes before it. Some exports put a line with
   * their version in front of it.
   */
  private static Optional<Line> header(List<Line> lines) {
    var leading = lines.stream().limit(3).takeWhile(it -> people(it) == 0).toList();
    return leading.stream()
        .filter(UserList::hasTitle)
        .findFirst()
        .or(() -> leading.stream().findFirst());
  }

  /** A mistyped person in the first row is a row that fails, not a title that is passed over. */
  private static boolean isHeader(Line line, int column) {
    return hasTitle(line)
        || line.cell(column).filter(it -> !MISTYPED.matcher(it).matches()).isPresent();
  }

  private static boolean hasTitle(Line line) {
    return line.cells().stream().anyMatch(it -> rank(it) >= 0);
  }

  /**
   * Elsewhere {@code Id} is a number of the personnel's, and {@code User} what somebody is called.
   */
  private static Optional<Integer> namedColumn(Line header, List<Line> sample) {
    return IntStream.range(0, header.cells().size())
        .boxed()
        .filter(it -> rank(header.cells().get(it)) >= 0 && people(sample, it) > 0)
        .min(Comparator.comparingInt(it -> rank(header.cells().get(it))));
  }

  /** {@code Object Id}, {@code object_id}; Entra's templates have {@code … [objectId] Required}. */
  private static int rank(String name) {
    var bracketed = name.replaceFirst(".*\\[([^]]*)].*", "$1");
    return HEADERS.indexOf(bracketed.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }

  private static Optional<Integer> fullestColumn(List<Line> sample) {
    var width = sample.stream().mapToInt(it -> it.cells().size()).max().orElse(0);
    return IntStream.range(0, width)
        .boxed()
        .filter(it -> people(sample, it) > 0)
        .max(
            Comparator.<Integer>comparingLong(it -> people(sample, it))
                .thenComparing(Comparator.reverseOrder()));
  }

  private static long people(List<Line> lines, int column) {
    return lines.stream().filter(it -> it.cell(column).flatMap(UserRef::parse).isPresent()).count();
  }

  private static long people(Line line) {
    return line.cells().stream().filter(it -> UserRef.parse(it).isPresent()).count();
  }

  /** The one that finds the most people; a file of one column has none, and any will do. */
  private static char bestDelimiter(String text) {
    return DELIMITERS.stream()
        .max(
            Comparator.<Character>comparingLong(it -> peopleFound(text, it))
                .thenComparing(Comparator.comparingInt(DELIMITERS::indexOf).reversed()))
        .orElse(',');
  }

  private static long peopleFound(String text, char delimiter) {
    var head = text.length() > 100_000 ? text.substring(0, 100_000) : text;
    try (var parser = format(delimiter).parse(new StringReader(head))) {
      return parser.stream()
          .limit(SAMPLE)
          .mapToLong(it -> people(new Line(0, it.stream().map(UserList::clean).toList())))
          .sum();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return -1;
    }
  }

  private static List<Line> records(String file, String text, char delimiter, int linesBefore) {
    List<Line> lines = new ArrayList<>();
    try (var parser = format(delimiter).parse(new StringReader(text))) {
      for (var cells : parser) {
        var number = parser.getCurrentLineNumber() + linesBefore;
        lines.add(new Line(number, cells.stream().map(UserList::clean).toList()));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw fault(
          file,
          "It is not well-formed CSV: " + Text.plain(String.valueOf(e.getMessage())),
          "Mend the line, or save the file as CSV anew.");
    }
    lines.removeIf(Line::isBlank);
    return lines;
  }

  private static CSVFormat format(char delimiter) {
    return CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
  }

  /** Spreadsheets leave no-break spaces; an export puts apostrophes in front of formulas. */
  private static String clean(String cell) {
    return Text.exact(cell.replace('\u00A0', ' ').strip());
  }

  private static Trouble fault(String file, String what, String how) {
    return new Trouble(ExitCode.USAGE, what, file, how);
  }
}
