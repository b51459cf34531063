package dev.entente.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * No id of one tenant answers in another. The matrix is made of the server's own routes, so a new
 * one joins by being there; routes that ask nobody to sign in are the only ones left out.
 */
@EntenteTest
@Tag("M76")
class TenantIsolationTests {

  private static final List<String> OUTSIDE_A_TENANT =
      List.of(
          "/operator/",
          "/signin/",
          "/docs",
          "/openapi.json",
          "/actuator",
          "/account/connections/callback/");

  @Autowired private WebApplicationContext context;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  private MockMvcTester server;

  @BeforeEach
  void listen() {
    server = Callers.server(context);
  }

  @TestFactory
  Stream<DynamicTest> aForeignIdIsAnsweredLikeOneThatDoesNotExist() {
    return routes()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.toString(),
                    () -> {
                      var foreign = answer(it, Cast.HANA.value());
                      var absent =
                          answer(it, UUID.fromString("0b00ffff-0000-4000-8000-000000000000"));
                      assertThat(foreign).isEqualTo(absent);
                      assertThat(foreign.status()).isBetween(400, 499);
                      if (it.method().equals(HttpMethod.GET)) {
                        assertThat(foreign.status()).isEqualTo(404);
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/users/{id}", "/v1.0/users/{id}/card?opened=false"})
  void oneOfOnesOwnIsAnswered(String route) {
    assertThat(server.get().uri(route, Cast.BEN).with(ada())).hasStatusOk();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/users", "/v1.0/groups"})
  void aListHoldsOnesOwnAlone(String route) {
    assertThat(server.get().uri(route).with(ada()))
        .hasStatusOk()
        .bodyText()
        .contains("northlight.example")
        .doesNotContain("harbour.example", "larkfield.example");
  }

  private record Route(HttpMethod method, String pattern) {

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /** What a caller can tell two answers apart by. */
  private record Answer(int status, String body) {}

  private Stream<Route> routes() {
    return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
        .flatMap(TenantIsolationTests::routesOf)
        .filter(it -> it.pattern().contains("{"))
        .filter(it -> OUTSIDE_A_TENANT.stream().noneMatch(it.pattern()::startsWith));
  }

  private static Stream<Route> routesOf(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .flatMap(
            pattern ->
                info.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::asHttpMethod)
                    .map(method -> new Route(method, pattern)));
  }

  private Answer answer(Route route, UUID id) throws UnsupportedEncodingException {
    var response =
        server
            .method(route.method())
            .uri(route.pattern().replaceAll("\\{[^}]+}", id.toString()))
            .with(ada())
            .with(SecurityMockMvcRequestPostProcessors.csrf())
            .exchange()
            .getResponse();
    return new Answer(response.getStatus(), withoutTheRequestsOwn(response, id));
  }

  private static String withoutTheRequestsOwn(MockHttpServletResponse response, UUID id)
      throws UnsupportedEncodingException {
    return response
        .getContentAsString()
        .replace(id.toString(), "")
        .replace(String.valueOf(response.getHeader("request-id")), "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "")
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private static RequestPostProcessor ada() {
    return Callers.person(Cast.NORTHLIGHT, Cast.ADA, Role.GLOBAL_ADMINISTRATOR);
  }
}
