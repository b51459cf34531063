package dev.entente.server.audit.web;

import dev.entente.server.audit.AuditEntry;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log in the API (mission row M73), with Microsoft Graph's names for such entries. */
@RestController
class AuditController {

  private static final int MOST = 200;
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final AuditLog log;
  private final WebSettings settings;

  AuditController(AuditLog log, WebSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  @Operation(summary = "Every change, newest first; for administrators and auditors")
  @GetMapping("/v1.0/auditLogs/accountConnections")
  GraphPage<AuditResource> index(
      @Parameter(hidden = true) SignedIn reader,
      @RequestParam(name = "$top", defaultValue = "50") int top,
      @RequestParam(name = "$skiptoken") Optional<Long> before,
      @RequestParam(defaultValue = "1970-01-01T00:00:00Z") String since) {
    reader.requireReader();
    if (top < 1 || top > MOST) {
      throw new Problem(Problem.Code.INVALID_REQUEST, "$top is from 1 to 200.", "$top");
    }
    var from = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    var start = instant(since);
    var oneMore = log.entries(reader.tenant(), from, start, top + 1);
    var page = oneMore.subList(0, Math.min(top, oneMore.size()));
    return new GraphPage<>(
        settings.context("auditLogs/accountConnections"),
        page.stream().map(AuditResource::of).toList(),
        oneMore.size() > top ? Optional.of(nextLink(page, top, start)) : Optional.empty());
  }

  private String nextLink(List<AuditEntry> page, int top, Instant since) {
    return settings
        .at(
            "/v1.0/auditLogs/accountConnections?$top=%d&since=%s&$skiptoken=%d"
                .formatted(top, since, page.getLast().id()))
        .toString();
  }

  private static Instant instant(String text) {
    try {
      var time = Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME)) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // Told like any other time that is none of ours.
    }
    throw new Problem(
        Problem.Code.INVALID_REQUEST,
        "since is an ISO 8601 instant such as 2026-11-21T12:00:00Z.",
        "since");
  }

  record AuditResource(
      long id,
      Instant activityDateTime,
      InitiatedBy initiatedBy,
      String activity,
      String target,
      Map<String, String> details) {

    static AuditResource of(AuditEntry entry) {
      return new AuditResource(
          entry.id(),
          entry.occurredAt(),
          new InitiatedBy(entry.actor().kind(), entry.actor().id()),
          entry.event(),
          entry.subject(),
          entry.facts());
    }
  }

  record InitiatedBy(String kind, Optional<String> id) {}
}
