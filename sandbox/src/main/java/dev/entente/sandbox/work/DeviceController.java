package dev.entente.sandbox.work;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where somebody enters the code that a device shows. */
@Controller
class DeviceController {

  private final Organisations organisations;

  DeviceController(Organisations organisations) {
    this.organisations = organisations;
  }

  @GetMapping("/work/{slug}/device")
  String show(
      @PathVariable String slug,
      @RequestParam(name = "user_code", defaultValue = "") String code,
      @RequestParam Optional<String> unknown,
      Model model) {
    var organisation =
        organisations
            .find(slug)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model
        .addAttribute("organisation", organisation)
        .addAttribute("code", code)
        .addAttribute("unknown", unknown.isPresent());
    return "work-device";
  }

  /** The sign-in is forgotten by now, so this page is everyone's. */
  @GetMapping("/work/{slug}/device/done")
  String done() {
    return "work-device-done";
  }
}
