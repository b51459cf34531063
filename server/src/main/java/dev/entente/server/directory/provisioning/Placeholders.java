package dev.entente.server.directory.provisioning;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * {@code ${NAME}} and {@code ${NAME:default}} in the texts of a file that has been parsed. Values
 * are taken as they are, whatever a password holds: neither YAML nor further placeholders.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{(?<name>[^:{}]+)(:(?<otherwise>[^{}]*))?}");

  private final ConfigurableEnvironment environment;

  Placeholders(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Returns the tree, whose texts are replaced in place.
   *
   * @throws IllegalStateException that names a variable which is not set
   */
  JsonNode resolve(JsonNode tree) {
    switch (tree) {
      case ObjectNode object ->
          List.copyOf(object.propertyNames())
              .forEach(it -> object.set(it, resolve(object.get(it))));
      case ArrayNode array ->
          IntStream.range(0, array.size()).forEach(it -> array.set(it, resolve(array.get(it))));
      case StringNode text -> {
        return StringNode.valueOf(resolve(text.asString()));
      }
      default -> {}
    }
    return tree;
  }

  private String resolve(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(it -> Matcher.quoteReplacement(value(it)));
  }

  private String value(MatchResult placeholder) {
    var name = placeholder.group("name");
    return environment.getPropertySources().stream()
        .map(it -> it.getProperty(name))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .findFirst()
        .or(() -> Optional.ofNullable(placeholder.group("otherwise")))
        .orElseThrow(() -> new IllegalStateException("${%s} is not set".formatted(name)));
  }
}
