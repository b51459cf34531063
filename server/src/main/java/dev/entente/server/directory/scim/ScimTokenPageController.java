package dev.entente.server.directory.scim;

import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets provisioning clients in and shuts them out, for the organisation's own administrators. */
@Controller
@RequestMapping("/admin/directory/scim-tokens")
class ScimTokenPageController {

  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final ScimTokens tokens;

  ScimTokenPageController(ScimTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping
  String show(SignedIn reader, Model page) {
    reader.requireReader();
    return page(reader, page);
  }

  /** The answer shows the token: a redirect would have to keep it somewhere. */
  @PostMapping
  String issue(
      SignedIn administrator,
      @RequestParam(defaultValue = "") String name,
      Model page,
      HttpServletResponse response) {
    administrator.requireGlobalAdministrator();
    var issued = tokens.issue(administrator.tenant(), name, administrator.actor());
    response.setHeader("Cache-Control", "no-store");
    page.addAttribute("issued", issued.secret().reveal());
    return page(administrator, page);
  }

  @PostMapping("/{id}/revoke")
  String revoke(SignedIn administrator, @PathVariable UUID id) {
    administrator.requireGlobalAdministrator();
    tokens.revoke(administrator.tenant(), id, administrator.actor());
    return "redirect:/admin/directory/scim-tokens?revoked=true";
  }

  private String page(SignedIn reader, Model page) {
    page.addAttribute("tokens", tokens.of(reader.tenant()).stream().map(View::of).toList());
    page.addAttribute("mayChange", reader.isGlobalAdministrator());
    return "directory/scim-tokens";
  }

  /** A token in words. */
  public record View(String id, String name, String created, String lastUsed) {

    static View of(ScimToken token) {
      return new View(
          token.id().toString(),
          token.name(),
          words(token.created()),
          token.lastUsed().map(View::words).orElse(""));
    }

    private static String words(Instant time) {
      return TO_THE_MINUTE.format(time);
    }
  }
}
