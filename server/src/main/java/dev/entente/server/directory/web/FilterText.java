package dev.entente.server.directory.web;

import dev.entente.server.directory.Filter;
import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.PersonField;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads OData's {@code $filter} (OData 4.01, URL Conventions §5.1.1), the part that directories
 * need:
 *
 * <pre>
 * or         = and *("or" and)
 * and        = term *("and" term)
 * term       = "(" or ")" / startswith / any / comparison
 * startswith = "startswith(" field "," string ")"
 * any        = field "/any(" variable ":" variable "eq" string ")"
 * comparison = field "eq" literal / field "in" "(" literal *("," literal) ")"
 * </pre>
 *
 * Whatever is longer or deeper than a person or script would write is refused before it costs
 * anything.
 */
final class FilterText<F> {

  private static final int MAX_LENGTH = 8_000;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_LITERALS = 100;

  private static final String TARGET = "$filter";

  private final Vocabulary<F> vocabulary;
  private final List<Token> tokens;
  private int next;
  private int depth;
  private int literals;

  private FilterText(String text, Vocabulary<F> vocabulary) {
    this.vocabulary = vocabulary;
    this.tokens = Token.read(text);
  }

  /**
   * @throws Problem INVALID_REQUEST that says where it cannot be understood
   */
  static <F> Filter<F> parse(String text, Vocabulary<F> vocabulary) {
    if (text.length() > MAX_LENGTH) {
      throw fault("it has more than %d characters".formatted(MAX_LENGTH));
    }
    if (text.indexOf('\0') >= 0) {
      throw fault("it holds a NUL character");
    }
    var filter = new FilterText<>(text, vocabulary);
    var parsed = filter.or();
    filter.expect("");
    return parsed;
  }

  private Filter<F> or() {
    var any = new ArrayList<Filter<F>>(List.of(and()));
    while (take("or")) {
      any.add(and());
    }
    return any.size() == 1 ? any.getFirst() : new Filter.Or<>(any);
  }

  private Filter<F> and() {
    var all = new ArrayList<Filter<F>>(List.of(term()));
    while (take("and")) {
      all.add(term());
    }
    return all.size() == 1 ? all.getFirst() : new Filter.And<>(all);
  }

  private Filter<F> term() {
    if (!take("(")) {
      return take("startswith") ? startsWith() : comparison();
    }
    if (++depth > MAX_DEPTH) {
      throw fault("it is nested more than %d deep".formatted(MAX_DEPTH));
    }
    var inner = or();
    expect(")");
    depth--;
    return inner;
  }

  private Filter<F> startsWith() {
    expect("(");
    var field = field();
    requireText(field);
    expect(",");
    var prefix = literal();
    expect(")");
    return new Filter.StartsWith<>(field, prefix.requireString());
  }

  private Filter<F> comparison() {
    var name = peek();
    var field = field();
    if (isCollection(field)) {
      return any(field, name);
    }
    if (take("eq")) {
      return new Filter.OneOf<>(field, List.of(value(field)));
    }
    if (take("in")) {
      expect("(");
      var values = new ArrayList<>(List.of(value(field)));
      while (take(",")) {
        values.add(value(field));
      }
      expect(")");
      return new Filter.OneOf<>(field, values);
    }
    throw fault(
        "after %s only eq and in are understood, and startswith(%s,'…') before it"
            .formatted(name.text(), name.text()));
  }

  private Filter<F> any(F field, Token name) {
    if (!take("/any")) {
      throw fault("%s is a collection: %s/any(it:it eq '…')".formatted(name.text(), name.text()));
    }
    expect("(");
    var variable = take();
    expect(":");
    expect(variable.text());
    expect("eq");
    var value = literal().requireString();
    expect(")");
    return new Filter.OneOf<>(field, List.of(value));
  }

  private F field() {
    var name = take();
    return Optional.ofNullable(vocabulary.fields().get(name.text()))
        .filter(_ -> name.kind() == Token.Kind.WORD)
        .orElseThrow(() -> fault("%s cannot be filtered by here".formatted(name.described())));
  }

  private String value(F field) {
    var literal = literal();
    if (isBoolean(field)) {
      return literal.requireBoolean();
    }
    var text = literal.requireString();
    return isId(field) ? UserId.parse(text).toString() : text;
  }

  private Token literal() {
    if (++literals > MAX_LITERALS) {
      throw fault("it has more than %d values".formatted(MAX_LITERALS));
    }
    return take();
  }

  private static void requireText(Object field) {
    if (isId(field) || isBoolean(field) || isCollection(field)) {
      throw fault("startswith is for texts");
    }
  }

  private static boolean isId(Object field) {
    return field == PersonField.ID || field == GroupField.ID;
  }

  private static boolean isBoolean(Object field) {
    return field == PersonField.ACCOUNT_ENABLED || field == GroupField.SECURITY_ENABLED;
  }

  private static boolean isCollection(Object field) {
    return field == GroupField.GROUP_TYPES;
  }

  private Token peek() {
    return tokens.get(next);
  }

  /** The last token is the end, which is never passed. */
  private Token take() {
    var token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private boolean take(String word) {
    var found = peek().is(word);
    if (found) {
      take();
    }
    return found;
  }

  private void expect(String word) {
    if (!peek().is(word)) {
      throw fault(
          "%s stands where %s belongs"
              .formatted(peek().described(), word.isEmpty() ? "the end" : "\"" + word + "\""));
    }
    take();
  }

  private static Problem fault(String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "$filter: %s.".formatted(what), TARGET);
  }

  /** A word, a quoted text, a sign, or the end. */
  private record Token(Kind kind, String text) {

    private enum Kind {
      WORD,
      STRING,
      SIGN,
      END
    }

    private static final String SIGNS = "(),:";
    private static final int SHOWN = 60;

    static List<Token> read(String text) {
      var tokens = new ArrayList<Token>();
      for (var at = 0; at < text.length(); ) {
        var character = text.charAt(at);
        if (character == ' ' || character == '\t') {
          at++;
        } else if (character == '\'') {
          var end = endOfString(text, at);
          tokens.add(new Token(Kind.STRING, text.substring(at + 1, end).replace("''", "'")));
          at = end + 1;
        } else if (SIGNS.indexOf(character) >= 0) {
          tokens.add(new Token(Kind.SIGN, String.valueOf(character)));
          at++;
        } else {
          var end = endOfWord(text, at);
          tokens.add(new Token(Kind.WORD, text.substring(at, end)));
          at = end;
        }
      }
      tokens.add(new Token(Kind.END, ""));
      return tokens;
    }

    /** Two quotes are one in the text. */
    private static int endOfString(String text, int start) {
      for (var at = start + 1; at < text.length(); at++) {
        if (text.charAt(at) == '\'') {
          if (at + 1 == text.length() || text.charAt(at + 1) != '\'') {
            return at;
          }
          at++;
        }
      }
      throw fault("a text has no closing quote");
    }

    /** {@code /} begins the next word: {@code groupTypes/any}. */
    private static int endOfWord(String text, int start) {
      var at = start + 1;
      while (at < text.length()
          && " \t'/".indexOf(text.charAt(at)) < 0
          && SIGNS.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return at;
    }

    boolean is(String word) {
      return kind != Kind.STRING && text.equalsIgnoreCase(word);
    }

    String requireString() {
      if (kind != Kind.STRING) {
        throw fault("%s stands where a text in single quotes belongs".formatted(described()));
      }
      return text;
    }

    String requireBoolean() {
      if (!is("true") && !is("false")) {
        throw fault("%s stands where true or false belongs".formatted(described()));
      }
      return text;
    }

    String described() {
      return kind == Kind.END
          ? "the end"
          : "\"" + text.substring(0, Math.min(text.length(), SHOWN)) + "\"";
    }
  }
}
