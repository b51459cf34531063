package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /scim/v2}: asks for the token, bounds the request, and leaves the protocol to the SDK. */
@RestController
class ScimController {

  private static final Logger log = LoggerFactory.getLogger(ScimController.class);

  private static final String ROOT = "/scim/v2";
  private static final MediaType SCIM = MediaType.valueOf("application/scim+json");
  private static final String SCHEME = "bearer ";
  private static final String FILTER = "filter";

  private final ResourceEndpoint endpoint;
  private final ScimTokens tokens;
  private final Dialects dialects;
  private final WebSettings settings;
  private final JsonMapper json;

  ScimController(
      ResourceEndpoint endpoint,
      ScimTokens tokens,
      Dialects dialects,
      WebSettings settings,
      JsonMapper json) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.dialects = dialects;
    this.settings = settings;
    this.json = json;
  }

  @RequestMapping(
      path = ROOT + "/**",
      method = {
        RequestMethod.GET,
        RequestMethod.POST,
        RequestMethod.PUT,
        RequestMethod.PATCH,
        RequestMethod.DELETE
      })
  ResponseEntity<String> answer(HttpServletRequest request) throws IOException {
    var tenant = presented(request).flatMap(tokens::tenantOf);
    if (tenant.isEmpty()) {
      return unauthenticated(request);
    }
    try {
      return answer(handled(tenant.get(), request, body(request)));
    } catch (ScimException e) {
      return answer(new ErrorResponse(e));
    }
  }

  private ScimResponse handled(TenantId tenant, HttpServletRequest request, String body) {
    var method = HttpMethod.valueOf(request.getMethod());
    var path = StringUtils.trimTrailingCharacter(request.getRequestURI(), '/');
    var isBulk = path.endsWith("/Bulk");
    var parameters = parameters(request);
    var response =
        endpoint.handleRequest(
            settings.publicUrl() + path + query(parameters),
            method,
            body.isEmpty() ? body : dialects.plain(method, isBulk, body),
            headers(request),
            new Client(tenant, isBulk ? "" : ifMatch(request)));
    if (response instanceof ErrorResponse refusal && isUntyped(refusal)) {
      refusal.setScimType(
          parameters.containsKey(FILTER)
              ? ScimType.RFC7644.INVALID_FILTER
              : ScimType.RFC7644.INVALID_SYNTAX);
    }
    return response;
  }

  /**
   * The SDK knows them in any case, and takes the last of several.
   *
   * @throws InvalidFilterException when there are several filters, or one that is none
   */
  private static Map<String, String> parameters(HttpServletRequest request) {
    var parameters = new LinkedHashMap<String, String>();
    request
        .getParameterMap()
        .forEach(
            (said, values) -> {
              var name = said.toLowerCase(Locale.ROOT);
              var before = parameters.put(name, values[values.length - 1]);
              if (name.equals(FILTER) && (before != null || values.length > 1)) {
                throw new InvalidFilterException("A request has at most one filter.");
              }
            });
    parameters.computeIfPresent(FILTER, (_, filter) -> FilterText.encoded(filter));
    return parameters;
  }

  /** The SDK does not say of every bad request what is bad about it (RFC 7644 §3.12). */
  private static boolean isUntyped(ErrorResponse refusal) {
    return refusal.getStatus() == HttpStatus.BAD_REQUEST.value() && refusal.getScimType().isEmpty();
  }

  private static String body(HttpServletRequest request) throws IOException {
    var body = request.getInputStream().readNBytes(ScimConfiguration.MAX_BODY + 1);
    if (body.length > ScimConfiguration.MAX_BODY) {
      throw new TooLarge("A body has at most %d bytes.".formatted(ScimConfiguration.MAX_BODY));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private ResponseEntity<String> answer(ScimResponse response) {
    if (response instanceof ErrorResponse failure && failure.getStatus() == 500) {
      log.error("A SCIM request failed", failure.getScimException());
      return error(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "Something went wrong on our side; nothing was changed. The server's log says more.");
    }
    var answer = ResponseEntity.status(response.getHttpStatus());
    response.getHttpHeaders().forEach(answer::header);
    return response.getHttpStatus() == HttpStatus.NO_CONTENT.value()
            || response.getHttpStatus() == HttpStatus.NOT_MODIFIED.value()
        ? answer.build()
        : answer.contentType(SCIM).body(response.toString());
  }

  /** RFC 6750 §3: without a token the scheme only, with a bad one its error. */
  private ResponseEntity<String> unauthenticated(HttpServletRequest request) {
    var challenge = presented(request).isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
    var answer =
        error(
            HttpStatus.UNAUTHORIZED,
            "Send a token that this server's operator issued for your organisation.");
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .body(answer.getBody());
  }

  private ResponseEntity<String> error(HttpStatus status, String detail) {
    return ResponseEntity.status(status)
        .contentType(SCIM)
        .body(json.writeValueAsString(ScimError.of(status, detail)));
  }

  /** RFC 7644 §3.12. */
  record ScimError(List<String> schemas, String status, String detail) {

    static ScimError of(HttpStatus status, String detail) {
      return new ScimError(
          List.of("urn:ietf:params:scim:api:messages:2.0:Error"),
          String.valueOf(status.value()),
          detail);
    }
  }

  private static Optional<Secret> presented(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(it -> new Secret(it.substring(SCHEME.length()).strip()));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(it -> "%s=%s".formatted(encoded(it.getKey()), encoded(it.getValue())))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** All fields of the header are one list (RFC 9110 §5.3). */
  private static String ifMatch(HttpServletRequest request) {
    return String.join(",", Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
  }

  /**
   * Without the token, which nobody behind this door needs, and without {@code If-Match}, of which
   * the SDK knows a single version only.
   */
  private static Map<String, String> headers(HttpServletRequest request) {
    var headers = new HashMap<String, String>();
    Collections.list(request.getHeaderNames())
        .forEach(it -> headers.put(it, request.getHeader(it)));
    headers.keySet().removeIf(HttpHeaders.AUTHORIZATION::equalsIgnoreCase);
    headers.keySet().removeIf(HttpHeaders.IF_MATCH::equalsIgnoreCase);
    return headers;
  }
}
