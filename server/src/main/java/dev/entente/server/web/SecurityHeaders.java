package dev.entente.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What browsers may do with our responses: no inline code, no framing, no copies, no referrer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecurityHeaders extends OncePerRequestFilter {

  private static final String PERMISSIONS =
      Stream.of(
              "accelerometer",
              "camera",
              "display-capture",
              "geolocation",
              "gyroscope",
              "magnetometer",
              "microphone",
              "midi",
              "payment",
              "publickey-credentials-get",
              "usb")
          .map(it -> it + "=()")
          .collect(Collectors.joining(", "));

  private static final List<String> CACHEABLE =
      List.of("/css/", "/icons/", "/webjars/", "/favicon");

  private static final Pattern CARD_SCRIPT = Pattern.compile("/card/[^/]+\\.js");

  private final String contentSecurityPolicy;
  private final boolean secure;

  SecurityHeaders(List<FormTargets> formTargets, WebSettings settings) {
    this.contentSecurityPolicy = contentSecurityPolicy(formTargets);
    this.secure = settings.secure();
  }

  private static String contentSecurityPolicy(List<FormTargets> formTargets) {
    var targets =
        formTargets.stream()
            .flatMap(FormTargets::origins)
            .distinct()
            .collect(Collectors.joining(" "));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        ("form-action 'self' " + targets).strip(),
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Permissions-Policy", PERMISSIONS);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", resourcePolicy(request));
    if (secure) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    if (!isCard(request) && CACHEABLE.stream().noneMatch(request.getRequestURI()::startsWith)) {
      response.setHeader("Cache-Control", "no-store");
    }
    chain.doFilter(request, response);
  }

  /** Any page may embed the profile card; nothing else is for other origins. */
  private static String resourcePolicy(HttpServletRequest request) {
    return isCard(request) ? "cross-origin" : "same-origin";
  }

  /** Its script; what is below {@code /card/} otherwise is about people. */
  private static boolean isCard(HttpServletRequest request) {
    return CARD_SCRIPT.matcher(request.getRequestURI()).matches();
  }
}
