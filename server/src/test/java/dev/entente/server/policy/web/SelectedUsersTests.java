package dev.entente.server.policy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/** The older Selected list, on its way out. */
@EntenteTest
@Tag("M8")
class SelectedUsersTests {

  private static final String API = "/v1.0/policies/accountConnections/selectedUsers";
  private static final RequestPostProcessor AUDITOR =
      Callers.person(Cast.LARKFIELD, Cast.LENA, Role.AUDITOR);

  @Autowired private WebApplicationContext context;

  @Test
  void canBeReadInTheApi() {
    assertThat(server().get().uri(API).with(AUDITOR))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.value[*].userPrincipalName")
        .asArray()
        .containsExactly("lena@larkfield.example");
  }

  @Test
  void canBeTakenAlongAsCsv() {
    assertThat(server().get().uri(API + "/export").with(AUDITOR))
        .hasStatusOk()
        .hasHeader("Content-Type", "text/csv;charset=UTF-8")
        .hasHeader("Content-Disposition", "attachment; filename=\"selected-users.csv\"")
        .bodyText()
        .isEqualTo("userPrincipalName\r\nlena@larkfield.example\r\n");
  }

  @Test
  void isForReadersOnly() {
    var lena = Callers.person(Cast.LARKFIELD, Cast.LENA);

    assertThat(server().get().uri(API).with(lena)).hasStatus(403);
    assertThat(server().get().uri(API + "/export").with(lena)).hasStatus(403);
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
