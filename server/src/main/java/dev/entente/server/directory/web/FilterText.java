package dev.entente.server.directory.web;

import dev.entente.server.directory.Filter;
import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.PersonField;
import dev.entente.server.directory.odata.FilterGrammarBaseVisitor;
import dev.entente.server.directory.odata.FilterGrammarLexer;
import dev.entente.server.directory.odata.FilterGrammarParser;
import dev.entente.server.directory.odata.FilterGrammarParser.AnyContext;
import dev.entente.server.directory.odata.FilterGrammarParser.BeginningContext;
import dev.entente.server.directory.odata.FilterGrammarParser.ChoiceContext;
import dev.entente.server.directory.odata.FilterGrammarParser.ConditionContext;
import dev.entente.server.directory.odata.FilterGrammarParser.ConjunctionContext;
import dev.entente.server.directory.odata.FilterGrammarParser.DisjunctionContext;
import dev.entente.server.directory.odata.FilterGrammarParser.EqualityContext;
import dev.entente.server.directory.odata.FilterGrammarParser.FilterContext;
import dev.entente.server.directory.odata.FilterGrammarParser.ParenthesesContext;
import dev.entente.server.directory.odata.FilterGrammarParser.ValueContext;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $filter}. Whatever is longer or deeper than a person or script would write is
 * refused before it costs anything.
 */
final class FilterText<F> extends FilterGrammarBaseVisitor<Filter<F>> {

  private static final int MAX_LENGTH = 8_000;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUES = 100;
  private static final int SHOWN = 60;

  private static final String TARGET = "$filter";

  private final Vocabulary<F> vocabulary;

  private FilterText(Vocabulary<F> vocabulary) {
    this.vocabulary = vocabulary;
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
    var reader = new FilterText<>(vocabulary);
    var faults = reader.new Faults();
    var lexer = new FilterGrammarLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(faults);
    var tokens = new CommonTokenStream(lexer);
    refuseDepthAndNumber(tokens);
    var parser = new FilterGrammarParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(faults);
    return reader.visit(parser.filter());
  }

  /** Before the parser goes down into it. */
  private static void refuseDepthAndNumber(CommonTokenStream tokens) {
    tokens.fill();
    var depth = 0;
    var values = 0;
    for (var token : tokens.getTokens()) {
      depth +=
          switch (token.getText()) {
            case "(" -> 1;
            case ")" -> -1;
            default -> 0;
          };
      values += token.getType() == FilterGrammarLexer.STRING ? 1 : 0;
      if (depth > MAX_DEPTH) {
        throw fault("it is nested more than %d deep".formatted(MAX_DEPTH));
      }
      if (values > MAX_VALUES) {
        throw fault("it has more than %d values".formatted(MAX_VALUES));
      }
    }
  }

  @Override
  public Filter<F> visitFilter(FilterContext filter) {
    return visit(filter.disjunction());
  }

  @Override
  public Filter<F> visitDisjunction(DisjunctionContext either) {
    var any = either.conjunction().stream().map(this::visit).toList();
    return any.size() == 1 ? any.getFirst() : new Filter.Or<>(any);
  }

  @Override
  public Filter<F> visitConjunction(ConjunctionContext both) {
    var all = both.term().stream().map(this::visit).toList();
    return all.size() == 1 ? all.getFirst() : new Filter.And<>(all);
  }

  @Override
  public Filter<F> visitParentheses(ParenthesesContext within) {
    return visit(within.disjunction());
  }

  @Override
  public Filter<F> visitBeginning(BeginningContext beginning) {
    var field = field(beginning.NAME().getSymbol());
    requireText(field);
    return new Filter.StartsWith<>(field, string(beginning.value()));
  }

  @Override
  public Filter<F> visitCondition(ConditionContext condition) {
    var name = condition.NAME().getSymbol();
    var field = field(name);
    return switch (condition.comparison()) {
      case AnyContext any when isCollection(field) ->
          new Filter.OneOf<>(field, List.of(element(any)));
      case EqualityContext it when !isCollection(field) ->
          new Filter.OneOf<>(field, List.of(value(field, it.value())));
      case ChoiceContext it when !isCollection(field) ->
          new Filter.OneOf<>(field, it.value().stream().map(each -> value(field, each)).toList());
      default -> throw notComparedSo(name);
    };
  }

  private static String element(AnyContext any) {
    if (!any.element.getText().equalsIgnoreCase(any.variable.getText())) {
      throw misplaced(any.element, described(any.variable));
    }
    return string(any.value());
  }

  private F field(Token name) {
    return Optional.of(name)
        .filter(it -> it.getType() == FilterGrammarLexer.NAME)
        .flatMap(it -> Optional.ofNullable(vocabulary.fields().get(it.getText())))
        .orElseThrow(() -> fault("%s cannot be filtered by here".formatted(described(name))));
  }

  private static String value(Object field, ValueContext value) {
    if (isBoolean(field)) {
      return truth(value);
    }
    var text = string(value);
    return isId(field) ? UserId.parse(text).toString() : text;
  }

  private static String string(ValueContext value) {
    if (value.STRING() == null) {
      throw misplaced(value.getStart(), "a text in single quotes");
    }
    return textOf(value.getStart());
  }

  private static String truth(ValueContext value) {
    var word = value.getText();
    if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
      throw misplaced(value.getStart(), "true or false");
    }
    return word;
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

  private Problem notComparedSo(Token name) {
    var text = name.getText();
    return fault(
        isCollection(field(name))
            ? "%s is a collection: %s/any(it:it eq '…')".formatted(text, text)
            : "after %s only eq and in are understood, and startswith(%s,'…') before it"
                .formatted(text, text));
  }

  private static Problem misplaced(Token token, String wanted) {
    return fault("%s stands where %s belongs".formatted(described(token), wanted));
  }

  private static Problem fault(String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "$filter: %s.".formatted(what), TARGET);
  }

  private static String described(Token token) {
    var text = textOf(token);
    return token.getType() == Token.EOF
        ? "the end"
        : "\"" + text.substring(0, Math.min(text.length(), SHOWN)) + "\"";
  }

  private static String textOf(Token token) {
    var text = token.getText();
    return token.getType() == FilterGrammarLexer.STRING
        ? text.substring(1, text.length() - 1).replace("''", "'")
        : text;
  }

  /** In the words of whoever wrote the filter, not of the grammar. */
  private final class Faults extends BaseErrorListener {

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object offendingSymbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException e) {
      throw recognizer instanceof Parser parser
          ? misunderstood(parser)
          : fault("a text has no closing quote");
    }

    private Problem misunderstood(Parser parser) {
      var token = parser.getCurrentToken();
      var expected = parser.getExpectedTokens();
      if (expected.contains(FilterGrammarParser.IN)) {
        return notComparedSo(parser.getTokenStream().LT(-1));
      }
      if (expected.contains(Token.EOF)) {
        return misplaced(token, "the end");
      }
      if (expected.contains(FilterGrammarParser.STRING)) {
        return misplaced(token, "a text in single quotes");
      }
      if (expected.contains(FilterGrammarParser.NAME)) {
        return fault("%s cannot be filtered by here".formatted(described(token)));
      }
      var word = parser.getVocabulary().getDisplayName(expected.getMinElement());
      return misplaced(token, word.replace('\'', '"'));
    }
  }
}
