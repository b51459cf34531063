package dev.entente.server.directory;

import dev.entente.server.directory.rule.RuleGrammarBaseVisitor;
import dev.entente.server.directory.rule.RuleGrammarLexer;
import dev.entente.server.directory.rule.RuleGrammarParser;
import dev.entente.server.directory.rule.RuleGrammarParser.ChoiceContext;
import dev.entente.server.directory.rule.RuleGrammarParser.ConjunctionContext;
import dev.entente.server.directory.rule.RuleGrammarParser.DisjunctionContext;
import dev.entente.server.directory.rule.RuleGrammarParser.EqualityContext;
import dev.entente.server.directory.rule.RuleGrammarParser.MembershipRuleContext;
import dev.entente.server.directory.rule.RuleGrammarParser.NegationContext;
import dev.entente.server.directory.rule.RuleGrammarParser.ParenthesesContext;
import dev.entente.server.directory.rule.RuleGrammarParser.PartContext;
import dev.entente.server.kernel.Problem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a dynamic group, in Microsoft's syntax: a condition on a person's attributes, ready for
 * SQL. Case does not matter; an attribute that a person does not have equals {@code null} and
 * nothing else.
 */
final class MembershipRule {

  /** Microsoft's own bound. */
  private static final int MAX_LENGTH = 3_072;

  private static final int MAX_DEPTH = 32;

  private static final String ENABLED = "accountEnabled";

  /** Microsoft's names of texts, in any case, and the columns of {@code people} that hold them. */
  private static final Map<String, String> COLUMNS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    COLUMNS.putAll(
        Map.of(
            "companyName", "company_name",
            "department", "department",
            "displayName", "display_name",
            "givenName", "given_name",
            "jobTitle", "job_title",
            "mail", "mail",
            "objectId", "id::text",
            "surname", "surname",
            "userPrincipalName", "user_principal_name"));
  }

  private final String condition;
  private final Map<String, Object> parameters;

  private MembershipRule(String condition, Map<String, Object> parameters) {
    this.condition = condition;
    this.parameters = parameters;
  }

  /**
   * @throws Problem INVALID_REQUEST with the place of the fault
   */
  static MembershipRule parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw fault("has %d characters at most".formatted(MAX_LENGTH));
    }
    var lexer = new RuleGrammarLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(Faults.LISTENER);
    var tokens = new CommonTokenStream(lexer);
    refuseDepth(tokens);
    var parser = new RuleGrammarParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(Faults.LISTENER);
    var compiler = new Compiler();
    return new MembershipRule(compiler.visit(parser.membershipRule()), compiler.parameters);
  }

  /**
   * A condition on {@code people p}.
   *
   * @param prefix of its named parameters
   */
  String condition(String prefix) {
    return condition.replace(":rule", ":" + prefix + "rule");
  }

  /** How many values it compares with. */
  int size() {
    return parameters.size();
  }

  /** The values of the condition's named parameters. */
  Map<String, Object> parameters(String prefix) {
    return parameters.entrySet().stream()
        .collect(Collectors.toMap(it -> prefix + it.getKey(), Map.Entry::getValue));
  }

  /** Before the parser goes down into it. */
  private static void refuseDepth(CommonTokenStream tokens) {
    tokens.fill();
    var depth = 0;
    for (var token : tokens.getTokens()) {
      depth +=
          switch (token.getText()) {
            case "(" -> 1;
            case ")" -> -1;
            default -> 0;
          };
      if (depth > MAX_DEPTH) {
        throw faultAt(token, "is nested %d deep at most".formatted(MAX_DEPTH));
      }
    }
    var negations = tokens.getTokens().stream().filter(it -> it.getType() == RuleGrammarLexer.NOT);
    if (negations.count() > MAX_DEPTH) {
      throw fault("has %d -not at most".formatted(MAX_DEPTH));
    }
  }

  private static Problem fault(String what) {
    return new Problem(
        Problem.Code.INVALID_REQUEST, "The membership rule %s.".formatted(what), "membershipRule");
  }

  private static Problem faultAt(Token token, String what) {
    return faultAt(token.getLine(), token.getCharPositionInLine(), what);
  }

  private static Problem faultAt(int line, int column, String what) {
    return fault("%s: line %d, character %d".formatted(what, line, column + 1));
  }

  private static final class Faults extends BaseErrorListener {

    private static final Faults LISTENER = new Faults();

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object offendingSymbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException e) {
      throw faultAt(line, column, "cannot be read");
    }
  }

  /** Values go into parameters, never into the text. */
  private static final class Compiler extends RuleGrammarBaseVisitor<String> {

    private final Map<String, Object> parameters = new HashMap<>();

    @Override
    public String visitMembershipRule(MembershipRuleContext rule) {
      return visit(rule.expression());
    }

    @Override
    public String visitNegation(NegationContext negation) {
      return "NOT (" + visit(negation.expression()) + ")";
    }

    @Override
    public String visitConjunction(ConjunctionContext both) {
      return "(%s AND %s)".formatted(visit(both.expression(0)), visit(both.expression(1)));
    }

    @Override
    public String visitDisjunction(DisjunctionContext either) {
      return "(%s OR %s)".formatted(visit(either.expression(0)), visit(either.expression(1)));
    }

    @Override
    public String visitParentheses(ParenthesesContext within) {
      return visit(within.expression());
    }

    @Override
    public String visitEquality(EqualityContext equality) {
      var property = equality.PROPERTY().getSymbol();
      var value = equality.value().getStart();
      var equal = isEnabled(property) ? enabled(value) : equals(column(property), value);
      return negatedIf(equality.comparison.getType() == RuleGrammarLexer.NE, equal);
    }

    @Override
    public String visitPart(PartContext part) {
      var column = column(part.PROPERTY().getSymbol());
      var value = parameter(part.STRING());
      return switch (part.comparison.getType()) {
        case RuleGrammarLexer.STARTS_WITH -> startsWith(column, value);
        case RuleGrammarLexer.NOT_STARTS_WITH -> negatedIf(true, startsWith(column, value));
        case RuleGrammarLexer.CONTAINS -> contains(column, value);
        default -> negatedIf(true, contains(column, value));
      };
    }

    @Override
    public String visitChoice(ChoiceContext choice) {
      var column = column(choice.PROPERTY().getSymbol());
      var values =
          choice.STRING().stream()
              .map(it -> "lower(" + parameter(it) + ")")
              .collect(Collectors.joining(", "));
      return negatedIf(
          choice.comparison.getType() == RuleGrammarLexer.NOT_IN,
          "coalesce(lower(%s) IN (%s), false)".formatted(column, values));
    }

    private static boolean isEnabled(Token property) {
      return name(property).equalsIgnoreCase(ENABLED);
    }

    private static String enabled(Token value) {
      return switch (value.getType()) {
        case RuleGrammarLexer.TRUE -> "p.enabled";
        case RuleGrammarLexer.FALSE -> "NOT p.enabled";
        default -> throw faultAt(value, "wants true or false here");
      };
    }

    private String equals(String column, Token value) {
      return switch (value.getType()) {
        case RuleGrammarLexer.NULL -> column + " IS NULL";
        case RuleGrammarLexer.STRING ->
            "coalesce(lower(%s) = lower(%s), false)".formatted(column, parameter(value));
        default -> throw faultAt(value, "wants a text or null here");
      };
    }

    private static String startsWith(String column, String value) {
      return "coalesce(starts_with(lower(%s), lower(%s)), false)".formatted(column, value);
    }

    private static String contains(String column, String value) {
      return "coalesce(strpos(lower(%s), lower(%s)) > 0, false)".formatted(column, value);
    }

    private static String negatedIf(boolean negated, String condition) {
      return negated ? "NOT (" + condition + ")" : condition;
    }

    private static String column(Token property) {
      return Optional.ofNullable(COLUMNS.get(name(property)))
          .map(it -> "p." + it)
          .orElseThrow(
              () ->
                  faultAt(
                      property,
                      "knows only user.accountEnabled (with -eq and -ne), user."
                          + String.join(", user.", COLUMNS.keySet())));
    }

    private static String name(Token property) {
      return property.getText().substring("user.".length()).toLowerCase(Locale.ROOT);
    }

    private String parameter(TerminalNode text) {
      return parameter(text.getSymbol());
    }

    private String parameter(Token text) {
      var name = "rule" + parameters.size();
      parameters.put(name, unquoted(text.getText()));
      return ":" + name;
    }

    private static String unquoted(String quoted) {
      return quoted.substring(1, quoted.length() - 1).replaceAll("`(.)", "$1");
    }
  }
}
