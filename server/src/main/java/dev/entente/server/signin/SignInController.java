package dev.entente.server.signin;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.signin.SignInRefused.Reason;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.OwnPath;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in at the tenant's own provider: code flow with PKCE and nonce. */
@Controller
class SignInController {

  private static final Logger log = LoggerFactory.getLogger(SignInController.class);

  private final Tenants tenants;
  private final WorkProviders providers;
  private final WorkAccounts accounts;
  private final CodeExchange exchange;
  private final PendingSignIns pendings;
  private final Clock clock;
  private final DefaultOAuth2AuthorizationRequestResolver requests;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  SignInController(
      Tenants tenants,
      WorkProviders providers,
      WorkAccounts accounts,
      CodeExchange exchange,
      PendingSignIns pendings,
      Clock clock) {
    this.tenants = tenants;
    this.providers = providers;
    this.accounts = accounts;
    this.exchange = exchange;
    this.pendings = pendings;
    this.clock = clock;
    this.requests =
        new DefaultOAuth2AuthorizationRequestResolver(
            id -> providers.of(tenants.get(TenantId.parse(id))).registration(), "/signin");
  }

  @GetMapping("/signin/{tenantId}")
  String start(
      @PathVariable TenantId tenantId,
      @RequestParam(required = false) @Nullable String returnTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    var provider = providers.of(tenants.get(tenantId));
    var authorization =
        Objects.requireNonNull(requests.resolve(request, tenantId.toString()), "registered above");
    var begun =
        PendingSignIn.of(
            provider.issuer(),
            authorization,
            OwnPath.of(returnTo).orElse(OwnPath.HOME),
            clock.instant());
    pendings.add(tenantId, begun, request, response);
    return "redirect:" + authorization.getAuthorizationRequestUri();
  }

  @GetMapping("/signin/callback/{tenantId}")
  String callback(
      @PathVariable TenantId tenantId, HttpServletRequest request, HttpServletResponse response) {
    var answer = SignInResponse.of(request);
    var pending =
        pendings
            .take(tenantId, answer.state(), request, response)
            .filter(it -> !it.isExpired(clock.instant()))
            .orElseThrow(() -> new SignInRefused(Reason.NOT_BEGUN_HERE));
    var tenant = tenants.get(tenantId);
    var identity = prove(tenant, answer, pending);
    enter(accounts.of(tenant, identity), request, response);
    SignOutController.keepIdentityToken(identity.getTokenValue(), request.getSession());
    return "redirect:" + pending.returnTo();
  }

  private OidcIdToken prove(Tenant tenant, SignInResponse answer, PendingSignIn pending) {
    var provider = providers.of(tenant);
    var code = answer.codeFor(pending, provider);
    return exchange.identityFor(code, pending, tenant, provider);
  }

  /** In a session of its own: nothing that came before signing in, or as someone else, remains. */
  private void enter(SignedIn person, HttpServletRequest request, HttpServletResponse response) {
    Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
    sessions.saveContext(
        new SecurityContextImpl(new SignedInAuthentication(person)), request, response);
  }

  @ExceptionHandler
  ModelAndView refused(SignInRefused refused) {
    log.warn("Sign-in refused: {}", refused.reason(), refused.getCause());
    var page = new ModelAndView("signin/refused", Map.of("reason", refused.reason()));
    page.setStatus(HttpStatusCode.valueOf(refused.reason().status()));
    return page;
  }
}
