package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.RedirectUris;
import dev.entente.sandbox.SandboxSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a member sees at LinkedIn: signing in, accepting an app, and the two settings that matter
 * here.
 */
@Controller
class MemberPages {

  private static final Map<String, String> SCOPES =
      Map.of(
          "openid", "Sign in with your LinkedIn account",
          "profile", "Your name, photo and language",
          "email", "Your primary e-mail address",
          "r_dma_portability_3rd_party",
              "A copy of your LinkedIn data: profile, interests, connections");

  private final Members members;
  private final MemberSession session;
  private final SandboxSettings settings;
  private final OAuth2AuthorizationService authorizations;
  private final OAuth2AuthorizationConsentService consents;
  private final JdbcClient jdbc;

  MemberPages(
      Members members,
      MemberSession session,
      SandboxSettings settings,
      OAuth2AuthorizationService authorizations,
      OAuth2AuthorizationConsentService consents,
      JdbcClient jdbc) {
    this.members = members;
    this.session = session;
    this.settings = settings;
    this.authorizations = authorizations;
    this.consents = consents;
    this.jdbc = jdbc;
  }

  @GetMapping("/")
  String index(Model model) {
    model.addAttribute("members", members.all());
    return "index";
  }

  /** Exactly what LinkedIn's discovery document says; nothing of nonce, PKCE, revocation. */
  @GetMapping("/oauth/.well-known/openid-configuration")
  @ResponseBody
  Map<String, Object> discovery() {
    var base = settings.baseUrl();
    return Map.of(
        "issuer",
        base + "/oauth",
        "authorization_endpoint",
        base + LinkedInSecurity.AUTHORIZATION,
        "token_endpoint",
        base + LinkedInSecurity.TOKEN,
        "userinfo_endpoint",
        base + "/v2/userinfo",
        "jwks_uri",
        base + LinkedInSecurity.JWKS,
        "response_types_supported",
        List.of("code"),
        "subject_types_supported",
        List.of("pairwise"),
        "id_token_signing_alg_values_supported",
        List.of("RS256"),
        "scopes_supported",
        List.of("openid", "profile", "email"),
        "claims_supported",
        List.of(
            "iss",
            "aud",
            "iat",
            "exp",
            "sub",
            "name",
            "given_name",
            "family_name",
            "picture",
            "email",
            "email_verified",
            "locale"));
  }

  @GetMapping("/uas/login")
  String login(Model model) {
    model.addAttribute("members", members.all());
    return "login";
  }

  @PostMapping("/uas/login")
  String signIn(
      @RequestParam String member, HttpServletRequest request, HttpServletResponse response) {
    session.signIn(known(member).handle(), request, response);
    return "redirect:"
        + session.interrupted(request, response).map(SavedRequest::getRedirectUrl).orElse("/");
  }

  /**
   * Back to the app with LinkedIn's own word for it, if the app is one that may be gone back to.
   */
  @PostMapping("/uas/login/cancel")
  String cancel(HttpServletRequest request, HttpServletResponse response) {
    return session
        .interrupted(request, response)
        .flatMap(this::cancelled)
        .map(it -> "redirect:" + it)
        .orElse("redirect:/");
  }

  @PostMapping("/uas/logout")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    session.signOut(request, response);
    return "redirect:/";
  }

  @GetMapping("/uas/consent")
  String consent(
      @RequestParam("client_id") String clientId,
      @RequestParam String scope,
      @RequestParam String state,
      Principal member,
      Model model) {
    if (!settings.apps().containsKey(clientId)) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "No app has the client id '%s'; sandbox.apps names those that there are."
              .formatted(clientId));
    }
    var scopes = Arrays.asList(scope.split(" "));
    model.addAttribute("member", known(member.getName()));
    model.addAttribute("clientId", clientId);
    model.addAttribute("scopes", scopes);
    model.addAttribute("words", scopes.stream().map(it -> SCOPES.getOrDefault(it, it)).toList());
    model.addAttribute("state", state);
    return "consent";
  }

  @GetMapping("/psettings/permitted-services")
  String permittedServices(Principal member, Model model) {
    model.addAttribute("member", known(member.getName()));
    model.addAttribute(
        "services",
        jdbc.sql(
                """
                SELECT registered_client_id FROM oauth2_authorization_consent
                WHERE principal_name = :member ORDER BY registered_client_id
                """)
            .param("member", member.getName())
            .query(String.class)
            .list());
    return "permitted-services";
  }

  /**
   * From now on the app's tokens of this member answer that the member removed them, and a code
   * that waits to be exchanged is worth nothing.
   */
  @PostMapping("/psettings/permitted-services/{clientId}")
  String remove(@PathVariable String clientId, Principal member) {
    Optional.ofNullable(consents.findById(clientId, member.getName()))
        .ifPresent(
            (OAuth2AuthorizationConsent it) -> {
              consents.remove(it);
              revokeGrants(clientId, member.getName());
            });
    return "redirect:/psettings/permitted-services";
  }

  private void revokeGrants(String clientId, String handle) {
    jdbc
        .sql(
            """
            SELECT id FROM oauth2_authorization
            WHERE registered_client_id = :client AND principal_name = :member
            """)
        .param("client", clientId)
        .param("member", handle)
        .query((row, _) -> row.getString(1))
        .list()
        .stream()
        .flatMap(id -> Optional.ofNullable(authorizations.findById(id)).stream())
        .forEach(this::revoke);
  }

  private void revoke(OAuth2Authorization authorization) {
    var revoked = OAuth2Authorization.from(authorization);
    Stream.of(OAuth2AuthorizationCode.class, OAuth2AccessToken.class)
        .map(authorization::getToken)
        .flatMap(Stream::ofNullable)
        .forEach(it -> revoked.invalidate(it.getToken()));
    authorizations.save(revoked.build());
  }

  @GetMapping("/psettings/visibility-in-work-apps")
  String visibility(Principal member, Model model) {
    model.addAttribute("member", known(member.getName()));
    model.addAttribute("visible", members.isVisibleInWorkApps(member.getName()));
    return "visibility";
  }

  @PostMapping("/psettings/visibility-in-work-apps")
  String saveVisibility(@RequestParam(defaultValue = "false") boolean visible, Principal member) {
    members.showInWorkApps(member.getName(), visible);
    return "redirect:/psettings/visibility-in-work-apps";
  }

  private Member known(String handle) {
    return members
        .find(handle)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "No member has the handle '%s'; choose one of the list at /uas/login."
                        .formatted(handle)));
  }

  private Optional<String> cancelled(SavedRequest interrupted) {
    var redirectUri = parameter(interrupted, "redirect_uri");
    var app = settings.apps().get(parameter(interrupted, "client_id"));
    if (app == null || !RedirectUris.isRegistered(Set.copyOf(app.redirectUris()), redirectUri)) {
      return Optional.empty();
    }
    return Optional.of(
        UriComponentsBuilder.fromUriString(redirectUri)
            .queryParam("error", "user_cancelled_login")
            .queryParam("error_description", "The user cancelled LinkedIn login")
            .queryParam("state", parameter(interrupted, "state"))
            .encode()
            .toUriString());
  }

  private static String parameter(SavedRequest request, String name) {
    var values = request.getParameterValues(name);
    return values == null || values.length == 0 ? "" : values[0];
  }
}
