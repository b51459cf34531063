package dev.entente.server.policy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.database.ScheduledTasks;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/** The older Selected list, on its way out. */
@EntenteTest
@Tag("M8")
class SelectedUsersTests {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"[^\"?]*([^\"]+)\"");
  private static final String API = "/v1.0/policies/accountConnections/selectedUsers";
  private static final String PAGE = "/admin/users/settings/selected";
  private static final String TO_ADD = ">will be added</td>";
  private static final RequestPostProcessor LARS =
      Callers.person(Cast.LARKFIELD, Cast.LENA, Role.GLOBAL_ADMINISTRATOR);
  private static final RequestPostProcessor AUDITOR =
      Callers.person(Cast.LARKFIELD, Cast.LENA, Role.AUDITOR);

  @Autowired private WebApplicationContext context;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("moveSchedule")
  private ScheduledTasks schedule;

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

  @Test
  @Tag("M9")
  void moveIntoAGroupInThreeSteps() {
    var group = make("Pilots");
    assertThat(page("?search=pil")).contains(">Pilots<");
    assertThat(page("?group=" + group)).contains(TO_ADD, "lena@larkfield.example");

    var moved = post("/move", "group=" + group + "&version=1");

    assertThat(location(moved)).isEqualTo(PAGE + "/move");
    assertThat(result())
        .contains("1 person was added", "Nobody was left behind", ">is a member</td>");
    post("/move", "group=" + group + "&version=1");
    assertThat(result()).contains("Nobody had to be added");
  }

  @Test
  @Tag("M9")
  void moveNobodyWhenSomebodySavedTheSettingMeanwhile() {
    var group = make("Nobody yet");

    var refused = post("/move", "group=" + group + "&version=-1&select=true");

    assertThat(refused).hasStatus(412);
    assertThat(page("?group=" + group)).contains(TO_ADD);
  }

  @Test
  @Tag("M9")
  void areNotLeftBehindByTheSettingWhenTheyCannotBeMoved() {
    list("gone@larkfield.example");
    try {
      var group = make("Not for everyone");
      assertThat(page("?group=" + group)).containsPattern("id=\"select\"[^>]*disabled");

      var refused = post("/move", "group=" + group + "&version=1&select=true");

      assertThat(refused).hasStatus(409);
      assertThat(refused).bodyText().contains("1 of the listed people are not in the directory");
      assertThat(page("?group=" + group)).contains(TO_ADD);
      assertThat(post("/move", "group=" + group + "&version=1")).hasStatus(302);
    } finally {
      unlist("gone@larkfield.example");
    }
  }

  @Test
  @Tag("M9")
  void theResultBeginsWithThoseWhoCouldNotBeMoved() {
    list("gone@larkfield.example");
    try {
      var group = make("Who is left");

      post("/move", "group=" + group + "&version=1");

      assertThat(result())
          .contains("1 person was added", "1 person is not in the directory and could not be moved")
          .contains(">gone@larkfield.example</th>", ">not in the directory, cannot be moved</td>")
          .doesNotContain(">lena@larkfield.example</th>");
      assertThat(page("?group=" + group + "&state=MEMBER"))
          .contains(">lena@larkfield.example</th>")
          .doesNotContain(">gone@larkfield.example</th>");
    } finally {
      unlist("gone@larkfield.example");
    }
  }

  @Test
  @Tag("M9")
  void areMovedByTheThousandWithProgressAndShownByTheHundred() {
    listed(
        """
        INSERT INTO people (tenant_id, id, user_principal_name, display_name, enabled, owner)
        SELECT :tenant, gen_random_uuid(), :name || n || '@larkfield.example', 'Crowd', true, 'csv'
        FROM generate_series(1, 20000) AS n
        """,
        "crowd");
    listed(
        """
        INSERT INTO listed_people (tenant_id, user_principal_name)
        SELECT :tenant, :name || n || '@larkfield.example' FROM generate_series(0, 20000) AS n
        """,
        "crowd");
    try {
      var group = make("Everyone");
      post("/move", "group=" + group + "&version=1");
      schedule.stop();

      assertThat(page("/move"))
          .contains("Moving them into Everyone", "of 20,002 people done", "max=\"20002\"")
          .contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>")
          .contains("hx-get=\"" + PAGE + "/move\"");
      assertThat(page(""))
          .contains("A move is under way", "href=\"" + PAGE + "/move\"")
          .doesNotContain("id=\"make\"");
      assertThat(location(post("/move", "group=" + make("Another") + "&version=1")))
          .isEqualTo(PAGE + "/move");
      assertThat(page("/move")).contains("Moving them into Everyone");
      schedule.start();
      assertThat(result()).contains("20,001 people were added", ">crowd0@larkfield.example<");
      assertThat(page("?group=" + group + "&state=MEMBER&number=2"))
          .contains("Page 2 of 201", "rel=\"prev\"", "number=3")
          .satisfies(it -> assertThat(it.split("<tr>", -1)).hasSizeBetween(101, 103));
      var second = NEXT.matcher(page(""));
      assertThat(second.find()).isTrue();
      assertThat(page(second.group(1))).contains("Page 2 of 201");
      assertThat(page("?number=2000")).contains("Page 201 of 201").doesNotContain("rel=\"next\"");
    } finally {
      if (!schedule.isRunning()) {
        schedule.start();
      }
      result();
      listed(
          """
          DELETE FROM memberships WHERE tenant_id = :tenant AND person_id IN
            (SELECT id FROM people WHERE tenant_id = :tenant AND starts_with(user_principal_name, :name))
          """,
          "crowd");
      listed(
          "DELETE FROM people WHERE tenant_id = :tenant AND starts_with(user_principal_name, :name)",
          "crowd");
      listed(
          """
          DELETE FROM listed_people
          WHERE tenant_id = :tenant AND starts_with(user_principal_name, :name)
          """,
          "crowd");
    }
  }

  private void list(String name) {
    listed(
        "INSERT INTO listed_people (tenant_id, user_principal_name) VALUES (:tenant, :name)", name);
  }

  private void unlist(String name) {
    listed(
        "DELETE FROM listed_people WHERE tenant_id = :tenant AND user_principal_name = :name",
        name);
  }

  private void listed(String statement, String name) {
    transactions.run(
        Cast.LARKFIELD,
        () ->
            jdbc.sql(statement)
                .param("tenant", Cast.LARKFIELD.value())
                .param("name", name)
                .update());
  }

  @Test
  @Tag("M9")
  void areMovedByGlobalAdministratorsOnly() {
    assertThat(server().get().uri(PAGE).with(AUDITOR)).bodyText().doesNotContain("id=\"search\"");
    assertThat(post(AUDITOR, "/group", "name=Mine")).hasStatus(403);
    assertThat(post(AUDITOR, "/move", "group=" + UUID.randomUUID() + "&version=1")).hasStatus(403);
    assertThat(post(LARS, "/group", "name=+")).hasStatus(400);
    assertThat(post(LARS, "/move", "group=" + UUID.randomUUID() + "&version=1"))
        .hasStatus4xxClientError();
  }

  private String make(String name) {
    return location(post("/group", "name=" + name)).replaceFirst(".*group=", "");
  }

  /** The page on which a move ends, once it has. */
  private String result() {
    var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      var followed = server().get().uri(PAGE + "/move").with(LARS).exchange();
      if (followed.getResponse().getStatus() == 302) {
        return page(location(followed).replace(PAGE, ""));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("The move goes on and on.");
  }

  private String page(String query) {
    return text(server().get().uri(PAGE + query).with(LARS).exchange());
  }

  private MvcTestResult post(String path, String form) {
    return post(LARS, path, form);
  }

  private MvcTestResult post(RequestPostProcessor caller, String path, String form) {
    return server()
        .post()
        .uri(PAGE + path)
        .with(caller)
        .with(csrf())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .exchange();
  }

  private static String location(MvcTestResult result) {
    return Objects.requireNonNull(result.getResponse().getRedirectedUrl());
  }

  private static String text(MvcTestResult result) {
    try {
      return result.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
