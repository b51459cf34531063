package dev.entente.sandbox.work;

import dev.entente.sandbox.Passwordless;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** An organisation's sign-in page: the list of its people, no passwords. */
@Controller
@RequestMapping("/work/{slug}/login")
class WorkSignInController {

  private final Organisations organisations;
  private final SecurityContextRepository contexts;
  private final RequestCache requests;

  WorkSignInController(
      Organisations organisations,
      SecurityContextRepository workContexts,
      RequestCache workRequests) {
    this.organisations = organisations;
    this.contexts = workContexts;
    this.requests = workRequests;
  }

  @GetMapping
  String show(@PathVariable String slug, Model model) {
    model.addAttribute("organisation", organisation(slug));
    return "work-login";
  }

  @PostMapping
  String signIn(
      @PathVariable String slug,
      @RequestParam String person,
      HttpServletRequest request,
      HttpServletResponse response) {
    var chosen =
        organisation(slug)
            .person(person)
            .orElseThrow(() -> refused(HttpStatus.BAD_REQUEST, person + " is nobody there"));
    if (!chosen.enabled()) {
      throw refused(HttpStatus.BAD_REQUEST, "The account " + person + " is disabled");
    }
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(Passwordless.signedInNow(chosen.userPrincipalName()));
    contexts.saveContext(context, request, response);
    return "redirect:"
        + Optional.ofNullable(requests.getRequest(request, response))
            .map(SavedRequest::getRedirectUrl)
            .orElse("/");
  }

  private Organisation organisation(String slug) {
    return organisations
        .find(slug)
        .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "No organisation is called " + slug));
  }

  private static ResponseStatusException refused(HttpStatus status, String what) {
    return new ResponseStatusException(
        status, what + "; demo/tenants.yaml and demo/*/people.csv say who there is.");
  }
}
