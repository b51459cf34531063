package dev.entente.server.directory.provisioning;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant's {@code source} block: {@code kind}, {@code interval}, {@code maxAge}, and what else
 * the kind wants.
 *
 * @param interval nothing of a kind that pushes by itself
 */
record SourceDefinition(Owner kind, Duration interval, Duration maxAge, ObjectNode settings) {

  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Duration MAX_AGE = Duration.ofHours(24);

  /**
   * @throws Problem INVALID_REQUEST that names the field
   */
  static SourceDefinition of(JsonNode block) {
    if (!(block instanceof ObjectNode settings)) {
      throw invalid("kind", "is missing");
    }
    var kind = kind(settings);
    var definition =
        new SourceDefinition(
            kind,
            isHeard(kind) ? Duration.ZERO : duration(settings, "interval", INTERVAL),
            duration(settings, "maxAge", MAX_AGE),
            settings);
    if (definition.maxAge().compareTo(definition.interval()) <= 0) {
      throw invalid("maxAge", "is longer than interval, or the source would always be too old");
    }
    return definition;
  }

  /**
   * A source that is ready to be read.
   *
   * @param settings what it was opened with, without secrets
   */
  record Opened(DirectorySource source, String settings) {}

  Opened open(
      TenantId tenant, List<? extends SourceKind<?>> kinds, ObjectMapper json, Path folder) {
    var byOwner =
        kinds.stream().collect(Collectors.toMap(SourceKind::owner, it -> (SourceKind<?>) it));
    if (!byOwner.containsKey(kind)) {
      throw invalid("kind", "is one of " + labels(byOwner));
    }
    return open(tenant, byOwner.get(kind), json, folder);
  }

  /** Whether it pushes by itself, and nothing is to be opened. */
  boolean isHeard() {
    return isHeard(kind);
  }

  private static boolean isHeard(Owner kind) {
    return kind == Owner.SCIM;
  }

  /**
   * @throws Problem INVALID_REQUEST when there is more than one that pushes may have
   */
  void refuseSettings() {
    settings.propertyNames().stream()
        .findFirst()
        .ifPresent(
            it -> {
              throw invalid(it, "is no setting of the kind " + kind.label());
            });
  }

  private <S> Opened open(TenantId tenant, SourceKind<S> sort, ObjectMapper json, Path folder) {
    try {
      var read = json.treeToValue(settings, sort.settings());
      return new Opened(sort.open(tenant, read, folder), String.valueOf(read));
    } catch (JacksonException e) {
      // Not its message, which may quote a password.
      throw invalid(
          path(e), "is no setting of the kind %s, or has a wrong value".formatted(kind.label()));
    }
  }

  static String path(JacksonException e) {
    return e.getPath().stream()
        .map(it -> String.valueOf(it.getPropertyName()))
        .collect(Collectors.joining("."));
  }

  private static String labels(Map<Owner, ?> kinds) {
    return kinds.keySet().stream().map(Owner::label).sorted().collect(Collectors.joining(", "));
  }

  private static Owner kind(ObjectNode settings) {
    var kind = settings.remove("kind");
    if (kind == null) {
      throw invalid("kind", "is missing");
    }
    return Owner.of(kind.asString())
        .orElseThrow(() -> invalid("kind", "is not known: " + kind.asString()));
  }

  private static Duration duration(ObjectNode settings, String field, Duration otherwise) {
    var text = settings.remove(field);
    if (text == null) {
      return otherwise;
    }
    try {
      var duration = DurationStyle.detectAndParse(text.asString());
      if (duration.isPositive()) {
        return duration;
      }
      throw invalid(field, "is longer than nothing");
    } catch (IllegalArgumentException _) {
      throw invalid(field, "is a time such as 30s, 15m or 24h");
    }
  }

  private static Problem invalid(String field, String rule) {
    return new Problem(
        Problem.Code.INVALID_REQUEST, "source.%s %s.".formatted(field, rule), "source." + field);
  }
}
