package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.Passwordless;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/** Who is signed in at LinkedIn in a browser; apart from who is signed in at work. */
class MemberSession {

  private final SecurityContextRepository contexts;
  private final RequestCache requests;
  private final Members members;

  MemberSession(SecurityContextRepository contexts, RequestCache requests, Members members) {
    this.contexts = contexts;
    this.requests = requests;
    this.members = members;
  }

  SecurityContextRepository contexts() {
    return contexts;
  }

  RequestCache requests() {
    return requests;
  }

  Member member(Authentication principal) {
    return members.get(principal.getName());
  }

  void signIn(String handle, HttpServletRequest request, HttpServletResponse response) {
    request.getSession();
    request.changeSessionId();
    save(Passwordless.signedInNow(handle), request, response);
  }

  void signOut(HttpServletRequest request, HttpServletResponse response) {
    contexts.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
  }

  /** The request that the sign-in interrupted. */
  Optional<SavedRequest> interrupted(HttpServletRequest request, HttpServletResponse response) {
    return Optional.ofNullable(requests.getRequest(request, response));
  }

  private void save(
      Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication);
    contexts.saveContext(context, request, response);
  }
}
