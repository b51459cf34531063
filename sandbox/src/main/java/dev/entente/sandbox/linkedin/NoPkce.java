package dev.entente.sandbox.linkedin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** An ordinary LinkedIn app that sends PKCE's verifier is told that it is not itself. */
final class NoPkce extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().equals(LinkedInSecurity.TOKEN)
        && request.getParameter("code_verifier") != null) {
      response.setStatus(401);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response
          .getWriter()
          .write(
              """
              {"error":"invalid_client","error_description":"Client authentication failed"}""");
      return;
    }
    chain.doFilter(request, response);
  }
}
