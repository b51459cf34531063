package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.server.filter.antlr.FilterRuleErrorListener;
import de.captaingoldfish.scim.sdk.server.filter.antlr.ScimFilterLexer;
import de.captaingoldfish.scim.sdk.server.filter.antlr.ScimFilterParser;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters and paths as clients write them (RFC 7644 §3.4.2.2, §3.5.2), before the SDK reads them.
 * Its grammar knows no escapes and no empty text, and it passes over whatever follows what it
 * understands: so texts in quotes go to it encoded where they must, and the whole is checked here.
 */
final class FilterText {

  static final int MAX_LENGTH = 4_096;
  static final int MAX_DEPTH = 20;

  /** JSON's strings (RFC 8259 §7), well-formed or not. */
  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"", Pattern.DOTALL);

  private static final Pattern PATH =
      Pattern.compile(
          """
          (?<attribute>[^\\s\\[\\]()"]+) (?: \\[ (?<filter>.*) ] (?: \\.[^\\s\\[\\]()"]+ )? )?
          """,
          Pattern.DOTALL | Pattern.COMMENTS);

  /** What needs no encoding; the SDK looks whether a text is a time. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.:@+-]+");

  /** Before what is encoded, so that no text is empty. */
  private static final String MARK = "~";

  private static final JsonMapper JSON = JsonMapper.shared();

  private FilterText() {}

  /**
   * The filter with its texts encoded, for {@link #decoded} to read; nothing where it is blank.
   *
   * @throws InvalidFilterException when it is out of bounds, no filter, or more than one
   */
  static String encoded(String filter) {
    requireLength(filter);
    if (filter.isBlank()) {
      return "";
    }
    var encoded = withTextsEncoded(filter);
    requireDepth(encoded);
    requireFilter(encoded);
    return encoded;
  }

  /** A text as the client meant it, of a filter that {@link #encoded} has prepared. */
  static String decoded(String text) {
    return text.startsWith(MARK)
        ? URLDecoder.decode(text.substring(MARK.length()), StandardCharsets.UTF_8)
        : text;
  }

  /**
   * The path as it is, once it is one: an attribute, or a value path with or without an attribute
   * behind it.
   *
   * @throws InvalidFilterException when it or the filter in it is out of bounds or no filter
   * @throws BadRequestException when it is no path
   */
  static String path(String path) {
    requireLength(path);
    if (path.isBlank()) {
      return "";
    }
    var encoded = withTextsEncoded(path);
    requireDepth(encoded);
    var parts = PATH.matcher(encoded);
    // No attribute needs an escape, and the SDK would read another text than we do.
    if (!parts.matches() || path.indexOf('\\') >= 0) {
      throw invalidPath("The path %s is none.".formatted(path));
    }
    var filter = parts.group("filter");
    if (filter != null) {
      requireFilter(filter);
    }
    return path;
  }

  static BadRequestException invalidPath(String detail) {
    return new BadRequestException(detail, ScimType.RFC7644.INVALID_PATH);
  }

  private static String withTextsEncoded(String text) {
    return QUOTED
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement("\"%s\"".formatted(encodedText(it.group()))));
  }

  private static String encodedText(String quoted) {
    try {
      var text = JSON.readValue(quoted, String.class);
      refuseNul(text);
      return PLAIN.matcher(text).matches()
          ? text
          : MARK + URLEncoder.encode(text, StandardCharsets.UTF_8);
    } catch (JacksonException e) {
      throw new InvalidFilterException(
          "A text in a filter is a JSON string, with \\\" for a quote and \\\\ for a backslash; %s is not."
              .formatted(quoted),
          e);
    }
  }

  private static void requireLength(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidFilterException(
          "A filter or path has at most %d characters.".formatted(MAX_LENGTH));
    }
    refuseNul(text);
  }

  /** The database cannot compare with it. */
  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidFilterException("A filter or path holds no NUL.");
    }
  }

  /** The parser recurses. */
  private static void requireDepth(String encoded) {
    var depth = 0;
    for (var i = 0; i < encoded.length(); i++) {
      depth +=
          switch (encoded.charAt(i)) {
            case '(', '[' -> 1;
            case ')', ']' -> -1;
            default -> 0;
          };
      if (depth > MAX_DEPTH) {
        throw new InvalidFilterException(
            "A filter or path nests at most %d deep.".formatted(MAX_DEPTH));
      }
    }
  }

  /** One filter, and nothing behind it. */
  private static void requireFilter(String encoded) {
    var faults = new FilterRuleErrorListener();
    var lexer = new ScimFilterLexer(CharStreams.fromString(encoded));
    lexer.removeErrorListeners();
    lexer.addErrorListener(faults);
    var parser = new ScimFilterParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(faults);
    parser.filter();
    var next = parser.getCurrentToken();
    if (next.getType() != Token.EOF) {
      throw new InvalidFilterException(
          "The filter ends before \"%s\", which is not understood.".formatted(next.getText()));
    }
  }
}
