package dev.entente.sandbox.linkedin;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's own switches, for tests and training; LinkedIn has nothing of the kind. */
@RestController
class SwitchboardController {

  private final Faults faults;
  private final Traffic traffic;

  SwitchboardController(Faults faults, Traffic traffic) {
    this.faults = faults;
    this.traffic = traffic;
  }

  @GetMapping("/sandbox/faults")
  Faults.Plan faults() {
    return faults.plan();
  }

  /** All of the plan or nothing of it: with one rule broken the faults stay as they were. */
  @PutMapping("/sandbox/faults")
  ResponseEntity<Object> set(@RequestBody Faults.Plan plan) {
    var broken = PlanRules.brokenBy(plan);
    if (!broken.isEmpty()) {
      return ResponseEntity.badRequest().body(Map.of("message", String.join(" ", broken)));
    }
    faults.set(plan);
    return ResponseEntity.ok(plan);
  }

  @DeleteMapping("/sandbox/faults")
  ResponseEntity<Void> clear() {
    faults.clear();
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/sandbox/requests")
  List<Traffic.Call> requests() {
    return traffic.calls();
  }

  @DeleteMapping("/sandbox/requests")
  ResponseEntity<Void> forget() {
    traffic.forget();
    return ResponseEntity.noContent().build();
  }
}
