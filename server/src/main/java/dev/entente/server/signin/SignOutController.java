package dev.entente.server.signin;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing out: here at once, then at the tenant's provider where it can be asked to (OpenID Connect
 * RP-Initiated Logout 1.0). Otherwise the next click would sign the same person in again.
 */
@Controller
class SignOutController {

  private static final String IDENTITY_TOKEN = SignOutController.class.getName() + ".idToken";

  /** One that lists hundreds of groups would fit into no address. */
  private static final int LONGEST_HINT = 4000;

  private final Tenants tenants;
  private final WorkProviders providers;
  private final WebSettings settings;
  private final SecurityContextLogoutHandler here = new SecurityContextLogoutHandler();

  SignOutController(Tenants tenants, WorkProviders providers, WebSettings settings) {
    this.tenants = tenants;
    this.providers = providers;
    this.settings = settings;
  }

  /** Kept with the session: §2 recommends it as a hint, and some providers demand it. */
  static void keepIdentityToken(String token, HttpSession session) {
    session.setAttribute(IDENTITY_TOKEN, token);
  }

  @PostMapping("/signout")
  String signOut(
      Optional<SignedIn> signedIn,
      Model page,
      HttpServletRequest request,
      HttpServletResponse response) {
    var token = identityToken(request);
    here.logout(request, response, SecurityContextHolder.getContext().getAuthentication());
    var tenant = signedIn.flatMap(it -> tenants.find(it.tenant()));
    return tenant
        .flatMap(it -> atProvider(it, token))
        .map(it -> goOn(it, tenant.get(), page, response))
        .orElse("redirect:/?signedOut=here");
  }

  private static Optional<String> identityToken(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false))
        .map(it -> (String) it.getAttribute(IDENTITY_TOKEN))
        .filter(it -> it.length() <= LONGEST_HINT);
  }

  /** A page that goes on by itself, as on the way in: see {@link HomeController}. */
  private static String goOn(URI away, Tenant tenant, Model page, HttpServletResponse response) {
    response.setHeader("Refresh", "0; url=" + away);
    page.addAttribute("tenant", tenant).addAttribute("away", away);
    return "signin/signed-out";
  }

  /** Empty when the provider has no such endpoint or cannot be reached now. */
  private Optional<URI> atProvider(Tenant tenant, Optional<String> token) {
    try {
      var provider = providers.of(tenant);
      return provider.endSession().map(it -> endOfSession(it, provider, token));
    } catch (SignInRefused unreachable) {
      return Optional.empty();
    }
  }

  private URI endOfSession(URI endpoint, WorkProvider provider, Optional<String> token) {
    return UriComponentsBuilder.fromUri(endpoint)
        .queryParamIfPresent("id_token_hint", token)
        .queryParam("client_id", "{client}")
        .queryParam("post_logout_redirect_uri", "{back}")
        .encode()
        .buildAndExpand(provider.registration().getClientId(), settings.at("/?signedOut"))
        .toUri();
  }
}
