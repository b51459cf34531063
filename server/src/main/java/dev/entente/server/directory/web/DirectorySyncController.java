package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.SyncSchedule;
import dev.entente.server.directory.SyncStatus;
import dev.entente.server.directory.Syncs;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the organisation's directory source stands, and reading it now (mission row M76). */
@RestController
@RequestMapping("/v1.0/directory/sync")
@Tag(name = "Directory")
class DirectorySyncController {

  private final Syncs syncs;
  private final SyncSchedule schedule;
  private final WebSettings settings;

  DirectorySyncController(Syncs syncs, SyncSchedule schedule, WebSettings settings) {
    this.syncs = syncs;
    this.schedule = schedule;
    this.settings = settings;
  }

  @Operation(
      summary = "When the directory's source was read, and how it went",
      description = "For administrators and auditors; 404 when the directory has no source.")
  @GetMapping
  SyncResource show(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return resource(reader);
  }

  @Operation(
      summary = "Reads the source now",
      description =
          "For Global Administrators; 409 while it is being read or asks to be left alone, 404 when"
              + " there is nothing to read.")
  @PostMapping("/run")
  @ResponseStatus(HttpStatus.ACCEPTED)
  SyncResource run(
      @Parameter(description = "everything, and not only what has changed")
          @RequestParam(defaultValue = "false")
          boolean full,
      @Parameter(description = "although many people or groups are gone at the source")
          @RequestParam(defaultValue = "false")
          boolean acceptLosses,
      @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    schedule.runNow(
        administrator.tenant(), full, Optional.of(administrator.actor()).filter(_ -> acceptLosses));
    return resource(administrator);
  }

  private SyncResource resource(SignedIn reader) {
    return SyncResource.of(settings.context("directory/sync"), syncs.status(reader.tenant()));
  }

  /**
   * The state of the source.
   *
   * @param notBeforeDateTime until when the source asks to be left alone
   * @param stale whether decisions are refused because the last success is too long ago
   * @param lossesRefused whether the error is that many people or groups were gone
   * @param passedOver the first few entries that cannot be made a user or a group
   */
  record SyncResource(
      @JsonProperty("@odata.context") String context,
      String source,
      Optional<Duration> interval,
      Duration maxAge,
      Optional<RunResource> run,
      Optional<Instant> notBeforeDateTime,
      Optional<Instant> lastRunDateTime,
      Optional<Instant> lastSuccessDateTime,
      Optional<Duration> age,
      boolean stale,
      Optional<String> error,
      boolean lossesRefused,
      int users,
      int groups,
      @JsonProperty("passedOver@odata.count") int passedOverCount,
      List<PassedOverResource> passedOver) {

    static SyncResource of(String context, SyncStatus status) {
      return new SyncResource(
          context,
          status.owner().label(),
          status.interval(),
          status.maxAge(),
          status.running().map(it -> new RunResource(it.since(), it.full(), it.changes())),
          status.notBefore(),
          status.lastRun(),
          status.lastSuccess(),
          status.age(),
          !status.current(),
          status.error(),
          status.lossesRefused(),
          status.people(),
          status.groups(),
          status.passedOverCount(),
          status.passedOver().stream().map(PassedOverResource::of).toList());
    }
  }

  /** An entry that is neither a user nor a group. */
  record PassedOverResource(String name, String reason) {

    static PassedOverResource of(PassedOver entry) {
      return new PassedOverResource(entry.name(), entry.reason());
    }
  }

  /** A run that is under way or, where the status has an error, waits to be resumed. */
  record RunResource(Instant startedDateTime, boolean full, int changes) {}
}
