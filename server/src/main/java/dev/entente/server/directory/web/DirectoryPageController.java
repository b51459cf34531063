package dev.entente.server.directory.web;

import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.SyncSchedule;
import dev.entente.server.directory.SyncStatus;
import dev.entente.server.directory.Syncs;
import dev.entente.server.web.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Admin center › Directory: where people and groups come from, and how old they are. */
@Controller
class DirectoryPageController {

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Syncs syncs;
  private final SyncSchedule schedule;

  DirectoryPageController(Syncs syncs, SyncSchedule schedule) {
    this.syncs = syncs;
    this.schedule = schedule;
  }

  @GetMapping("/admin/directory")
  String show(SignedIn reader, Model page) {
    reader.requireReader();
    if (syncs.hasSource(reader.tenant())) {
      page.addAttribute("sync", View.of(syncs.status(reader.tenant())));
    }
    page.addAttribute("mayRun", reader.isGlobalAdministrator());
    return "directory/sync";
  }

  @PostMapping("/admin/directory/run")
  String run(
      SignedIn administrator,
      @RequestParam(defaultValue = "false") boolean full,
      @RequestParam(defaultValue = "false") boolean acceptLosses,
      RedirectAttributes next) {
    administrator.requireGlobalAdministrator();
    schedule.runNow(
        administrator.tenant(), full, Optional.of(administrator.actor()).filter(_ -> acceptLosses));
    next.addAttribute("asked", true);
    return "redirect:/admin/directory";
  }

  /** The status in words. */
  public record View(
      String source,
      String state,
      String error,
      boolean lossesRefused,
      int changes,
      String interval,
      String maxAge,
      String notBefore,
      String lastRun,
      String lastSuccess,
      String age,
      boolean stale,
      int people,
      int groups,
      int passedOverCount,
      List<PassedOver> passedOver) {

    static View of(SyncStatus status) {
      return new View(
          status.owner().label(),
          state(status),
          status.error().orElse(""),
          status.lossesRefused(),
          status.running().map(SyncStatus.Running::changes).orElse(0),
          status.interval().map(View::words).orElse(""),
          words(status.maxAge()),
          words(status.notBefore()),
          words(status.lastRun()),
          words(status.lastSuccess()),
          status.age().map(View::words).orElse(""),
          !status.current(),
          status.people(),
          status.groups(),
          status.passedOverCount(),
          status.passedOver());
    }

    private static String state(SyncStatus status) {
      if (status.error().isPresent()) {
        return "failed";
      }
      if (status.running().isPresent()) {
        return "running";
      }
      return status.lastSuccess().isPresent() ? "complete" : "waiting";
    }

    private static String words(Optional<Instant> time) {
      return time.map(TO_THE_SECOND::format).orElse("");
    }

    /** {@code 1 d 2 h 3 min}: the two largest units that are not nought. */
    static String words(Duration duration) {
      var parts =
          Stream.of(
                  unit(duration.toDaysPart(), "d"),
                  unit(duration.toHoursPart(), "h"),
                  unit(duration.toMinutesPart(), "min"),
                  unit(duration.toSecondsPart(), "s"))
              .filter(it -> !it.isEmpty())
              .limit(2)
              .toList();
      return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static String unit(long count, String name) {
      return count == 0 ? "" : count + " " + name;
    }
  }
}
