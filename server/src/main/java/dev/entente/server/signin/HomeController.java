package dev.entente.server.signin;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.OwnPath;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The home page: where to sign in, or where one may go. */
@Controller
class HomeController {

  private final Tenants tenants;

  HomeController(Tenants tenants) {
    this.tenants = tenants;
  }

  @GetMapping("/")
  String home(
      Optional<SignedIn> signedIn,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = OwnPath.HOME) String returnTo,
      Model page,
      HttpServletResponse response) {
    if (signedIn.isPresent()) {
      return "signin/home";
    }
    page.addAttribute("email", email)
        .addAttribute("returnTo", OwnPath.of(returnTo).orElse(OwnPath.HOME));
    if (email.isBlank()) {
      return "signin/start";
    }
    return tenantOf(email)
        .map(it -> goOn(it, OwnPath.of(returnTo).orElse(OwnPath.HOME), page, response))
        .orElseGet(() -> unknown(page, response));
  }

  private Optional<Tenant> tenantOf(String email) {
    return tenants.byDomain(email.strip().substring(email.strip().lastIndexOf('@') + 1));
  }

  /**
   * A page that goes on by itself, not a redirect: Chromium would hold the form's {@code
   * form-action} against the tenant's provider.
   */
  private static String goOn(
      Tenant tenant, String returnTo, Model page, HttpServletResponse response) {
    var signIn =
        UriComponentsBuilder.fromPath("/signin/{tenant}")
            .queryParam("returnTo", "{returnTo}")
            .encode()
            .buildAndExpand(tenant.id(), returnTo)
            .toUriString();
    response.setHeader("Refresh", "0; url=" + signIn);
    page.addAttribute("tenant", tenant).addAttribute("signIn", signIn);
    return "signin/onward";
  }

  private static String unknown(Model page, HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    page.addAttribute("unknown", true);
    return "signin/start";
  }
}
