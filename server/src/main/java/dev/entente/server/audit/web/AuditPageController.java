package dev.entente.server.audit.web;

import dev.entente.server.audit.AuditEntry;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Admin center › Audit: what happened, in sentences. */
@Controller
class AuditPageController {

  private static final int ROWS = 50;

  private final AuditLog log;
  private final Directory directory;

  AuditPageController(AuditLog log, Directory directory) {
    this.log = log;
    this.directory = directory;
  }

  @GetMapping("/admin/audit")
  String index(SignedIn reader, @RequestParam Optional<Long> before, Model model) {
    reader.requireReader();
    var from = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    var entries = log.entries(reader.tenant(), from, Instant.EPOCH, ROWS);
    var names = names(reader.tenant(), entries);
    model.addAttribute("rows", entries.stream().map(it -> row(it, names)).toList());
    model.addAttribute(
        "older", entries.size() == ROWS ? List.of(entries.getLast().id()) : List.of());
    return "audit/index";
  }

  private Map<UserId, String> names(TenantId tenant, List<AuditEntry> entries) {
    var people =
        entries.stream()
            .flatMap(it -> it.actor() instanceof Actor.Person(var id) ? Stream.of(id) : Stream.of())
            .collect(Collectors.toSet());
    return directory.people(tenant, people).stream()
        .collect(Collectors.toMap(Person::id, Person::displayName));
  }

  private static Row row(AuditEntry entry, Map<UserId, String> names) {
    return new Row(
        entry.occurredAt(),
        entry.actor().kind(),
        name(entry.actor(), names),
        entry.event(),
        details(entry));
  }

  /** Empty for whom the messages name. */
  private static String name(Actor actor, Map<UserId, String> names) {
    return switch (actor) {
      case Actor.Person(var id) -> names.getOrDefault(id, "");
      case Actor.Application(var clientId) -> clientId;
      case Actor.Member _, Actor.Operator _, Actor.Server _ -> "";
    };
  }

  private static String details(AuditEntry entry) {
    return new TreeMap<>(entry.facts())
        .entrySet().stream()
            .map(it -> it.getKey() + ": " + it.getValue())
            .collect(Collectors.joining(" · "));
  }

  /** One line of the table; {@code event} names the sentence in the messages. */
  public record Row(Instant at, String actorKind, String actor, String event, String details) {

    private static final DateTimeFormatter TO_THE_SECOND =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    public String atInWords() {
      return TO_THE_SECOND.format(at);
    }
  }
}
