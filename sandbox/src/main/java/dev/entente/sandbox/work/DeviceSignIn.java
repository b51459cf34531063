package dev.entente.sandbox.work;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Signing in with a code from another device (RFC 8628), at a page of each organisation. */
final class DeviceSignIn {

  private DeviceSignIn() {}

  static void add(
      OAuth2AuthorizationServerConfigurer server,
      WorkClients clients,
      SecurityContextRepository contexts) {
    var commandLine = new PublicClient(clients);
    server
        .clientAuthentication(
            it -> it.authenticationConverter(commandLine).authenticationProvider(commandLine))
        .deviceAuthorizationEndpoint(
            it ->
                it.deviceAuthorizationResponseHandler(
                    (_, response, authentication) -> sendCodes(response, authentication)))
        .deviceVerificationEndpoint(
            it ->
                it.authenticationProviders(DeviceSignIn::withoutSecondConsent)
                    .deviceVerificationResponseHandler(
                        (request, response, _) -> {
                          contexts.saveContext(
                              SecurityContextHolder.createEmptyContext(), request, response);
                          response.sendRedirect(page() + "/done");
                        })
                    .errorResponseHandler(
                        (_, response, _) -> response.sendRedirect(page() + "?unknown")));
  }

  /** Spring would name one page for all issuers. */
  private static void sendCodes(HttpServletResponse response, Authentication authentication)
      throws IOException {
    var codes = (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
    var userCode = Objects.requireNonNull(codes.getUserCode());
    new OAuth2DeviceAuthorizationResponseHttpMessageConverter()
        .write(
            OAuth2DeviceAuthorizationResponse.with(
                    Objects.requireNonNull(codes.getDeviceCode()), userCode)
                .verificationUri(page())
                .verificationUriComplete(page() + "?user_code=" + userCode.getTokenValue())
                .interval(1)
                .build(),
            null,
            new ServletServerHttpResponse(response));
  }

  private static String page() {
    return Objects.requireNonNull(AuthorizationServerContextHolder.getContext()).getIssuer()
        + "/device";
  }

  /** The page has asked already. */
  private static void withoutSecondConsent(List<AuthenticationProvider> providers) {
    for (var provider : providers) {
      if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
        verification.setAuthorizationConsentRequired(_ -> false);
      }
    }
  }
}
