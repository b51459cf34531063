package dev.entente.server.directory.web;

import dev.entente.server.directory.Filter;
import dev.entente.server.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * What a caller asks of a collection, in OData's system query options. One that is not understood
 * is refused: a script must not take everyone for those whom it asked for.
 *
 * @param path of the collection
 * @param options as they were sent, for the link to the next page
 * @param select empty: all properties
 * @param counted whether the answer says how many there are on all pages
 */
record CollectionQuery<F>(
    String path,
    Map<String, String> options,
    Filter<F> filter,
    Set<String> select,
    int top,
    boolean counted,
    Optional<SkipToken> after) {

  private static final int DEFAULT_TOP = 100;
  private static final int MAX_TOP = 999;
  private static final Set<String> UNDERSTOOD =
      Set.of("$filter", "$select", "$top", "$count", "$orderby", "$skiptoken");
  private static final Set<String> OUR_ORDER = Set.of("displayName", "displayName asc");

  static <F> CollectionQuery<F> of(HttpServletRequest request, Vocabulary<F> vocabulary) {
    var options = options(request);
    option(options, "$orderby").ifPresent(CollectionQuery::requireOurOrder);
    return new CollectionQuery<>(
        request.getRequestURI(),
        options,
        option(options, "$filter")
            .map(it -> FilterText.parse(it, vocabulary))
            .orElseGet(Filter::everything),
        selection(options, vocabulary),
        option(options, "$top").map(CollectionQuery::top).orElse(DEFAULT_TOP),
        option(options, "$count").map(CollectionQuery::flag).orElse(false),
        option(options, "$skiptoken").map(SkipToken::read));
  }

  /** For a single resource, of which only a selection can be asked. */
  static Set<String> selectionOf(HttpServletRequest request, Vocabulary<?> vocabulary) {
    return selection(options(request), vocabulary);
  }

  private static Map<String, String> options(HttpServletRequest request) {
    var options = new LinkedHashMap<String, String>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith("$")) {
                requireUnderstood(name, values);
                options.put(name, values[0]);
              }
            });
    return options;
  }

  private static void requireUnderstood(String name, String[] values) {
    if (name.equals("$search")) {
      throw fault(name, "is not supported: use $filter=startswith(displayName,'…')");
    }
    if (!UNDERSTOOD.contains(name)) {
      throw fault(name, "is not supported");
    }
    if (values.length > 1) {
      throw fault(name, "is there twice");
    }
  }

  private static Optional<String> option(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name));
  }

  private static Set<String> selection(Map<String, String> options, Vocabulary<?> vocabulary) {
    var names =
        option(options, "$select").stream()
            .flatMap(it -> Arrays.stream(it.split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (var name : names) {
      if (!vocabulary.properties().contains(name)) {
        throw new Problem(
            Problem.Code.INVALID_REQUEST,
            "Could not find a property named '%s' on type 'microsoft.graph.%s'."
                .formatted(name, vocabulary.type()),
            "$select");
      }
    }
    return names;
  }

  private static void requireOurOrder(String text) {
    if (!OUR_ORDER.contains(text)) {
      throw fault("$orderby", "can only be displayName, which is the order anyway");
    }
  }

  private static int top(String text) {
    try {
      var top = Integer.parseInt(text);
      if (top >= 1 && top <= MAX_TOP) {
        return top;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for any other wrong value.
    }
    throw fault("$top", "is from 1 to %d".formatted(MAX_TOP));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault("$count", "is true or false");
    };
  }

  private static Problem fault(String option, String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "%s %s.".formatted(option, what), option);
  }

  /** The same query, where the page ends; relative to the server. */
  String nextLink(SkipToken token) {
    var next = new LinkedHashMap<>(options);
    next.put("$skiptoken", token.toString());
    return next.entrySet().stream()
        .map(it -> it.getKey() + "=" + UriUtils.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", path + "?", ""));
  }
}
