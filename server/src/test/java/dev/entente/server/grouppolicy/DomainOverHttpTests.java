package dev.entente.server.grouppolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.Cast;
import dev.entente.server.directory.ldap.SambaDomain;
import dev.entente.server.grouppolicy.web.FormData;
import dev.entente.server.signin.Browser;
import dev.entente.server.signin.SignInJourney;
import dev.entente.server.web.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real domain, changed by way of the API and the pages over real HTTP, and read by Samba. */
class DomainOverHttpTests extends SignInJourney {

  private static final String DOMAIN = "/officePolicy/domain";
  private static final String TEMPLATES = DOMAIN + "/templates";
  private static final String PAGE = "/admin/group-policy/domain/templates";
  private static final String OURS =
      "Software\\Policies\\Microsoft\\Office\\16.0\\Common LinkedIn 4 ";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private Domains domains;

  private final String object = "Office " + UUID.randomUUID();
  private Samba samba;
  private Path store;

  @BeforeAll
  static void isInstalled() {
    SambaDomain.withFiles();
  }

  @BeforeEach
  void harbourHasTheDomain() throws IOException {
    samba = new Samba();
    store = samba.makeStore();
    new GroupPolicyBlock(domains).configure(Cast.HARBOUR, samba.settings(object), Path.of("/"));
  }

  @AfterEach
  void removeTheStore() throws IOException {
    samba.removeStore();
  }

  @Test
  @Tag("M61")
  @Tag("M63")
  void thePolicyIsPlannedAppliedShownAndUndone() throws Exception {
    var id = samba.create(object);
    apply("enabled");
    var plan = asked(post(DOMAIN + ":plan", Map.of("goal", "disabled")));
    assertThat(plan.path("object").asString()).isEqualTo(id.toString());
    assertThat(plan.path("stateNow").asString()).isEqualTo("enabled");
    assertThat(samba.registryPol(id)).isEqualTo(OURS + "1\n");

    var order = Map.of("goal", "disabled", "digest", plan.path("digest").asString());
    var change = asked(post(DOMAIN + ":apply", order)).path("change");

    assertThat(change.path("stateAfter").asString()).isEqualTo("disabled");
    assertThat(samba.registryPol(id)).isEqualTo(OURS + "0\n");
    assertThat(samba.gpo("show", id.toString())).contains("version      : 131072");
    assertThat(post(DOMAIN + ":apply", order).statusCode()).isEqualTo(412);
    assertThat(last()).isEqualTo("disabled");

    apply("undo");

    assertThat(samba.registryPol(id)).isEqualTo(OURS + "1\n");
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("196608");
    assertThat(last()).isEqualTo("undo");
  }

  @Test
  @Tag("M60")
  void anArchiveIsPlannedOnThePageAndCopiedFromThere() throws IOException {
    var browser = browser();
    signIn(browser, Cast.HARBOUR, Cast.HANA, PAGE, Role.GLOBAL_ADMINISTRATOR.claim());
    var archive = Base64.getEncoder().encodeToString(large());

    var plan = submit(browser, PAGE, Map.of("archive", archive));

    assertThat(plan.statusCode()).isEqualTo(200);
    assertThat(plan.body()).contains("id=\"copy\"", archive);
    assertThat(store).isEmptyDirectory();

    var digest = hidden(plan.body(), "digest");
    var copied = submit(browser, PAGE + "/copy", Map.of("archive", archive, "digest", digest));

    assertThat(Browser.location(copied)).endsWith(PAGE + "?copied=all");
    for (var file : EntentePolicy.files().entrySet()) {
      assertThat(store.resolve(file.getKey().toString())).hasBinaryContent(file.getValue());
    }
  }

  @Test
  @Tag("M60")
  void otherContentOfTheSameRevisionIsReplacedOnceItIsApprovedByName() throws Exception {
    var admx = TemplateName.parse("entente.admx");
    var ours = new String(Objects.requireNonNull(EntentePolicy.files().get(admx)), UTF_8);
    Files.writeString(store.resolve("entente.admx"), ours + "<!-- theirs -->");
    var plan = asked(post(TEMPLATES + ":plan", Map.of()));
    assertThat(plan.path("unapproved").toString()).isEqualTo("[\"entente.admx\"]");

    var refused = post(TEMPLATES + ":copy", Map.of("digest", plan.path("digest").asString()));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Nothing was copied. entente.admx: ");
    assertThat(store.resolve("en-US")).doesNotExist();

    var approved = List.of("entente.admx");
    var digest =
        asked(post(TEMPLATES + ":plan", Map.of("approved", approved))).path("digest").asString();
    asked(post(TEMPLATES + ":copy", Map.of("approved", approved, "digest", digest)));

    assertThat(store.resolve("entente.admx")).hasContent(ours);
    assertThat(store.resolve("nl-NL/entente.adml")).exists();
  }

  /** Ours, with as much beside it as publishers' archives have. */
  private static byte[] large() throws IOException {
    var notes = new byte[3_000_000];
    new Random(1).nextBytes(notes);
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("notes.bin"));
      zip.write(notes);
      for (var file : EntentePolicy.files().entrySet()) {
        zip.putNextEntry(new ZipEntry("admx/" + file.getKey()));
        zip.write(file.getValue());
      }
    }
    return archive.toByteArray();
  }

  private void apply(String goal) throws Exception {
    var digest = asked(post(DOMAIN + ":plan", Map.of("goal", goal))).path("digest").asString();
    asked(post(DOMAIN + ":apply", Map.of("goal", goal, "digest", digest)));
  }

  private String last() throws Exception {
    var response = HTTP.send(request(DOMAIN).build(), BodyHandlers.ofString());
    return asked(response).path("lastChange").path("goal").asString();
  }

  private HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return HTTP.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    var token =
        accessToken(Cast.HARBOUR, Cast.HANA, Role.ACCOUNT_CONNECTIONS_ADMINISTRATOR.claim());
    return HttpRequest.newBuilder(URI.create(api() + path))
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode asked(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> submit(
      Browser browser, String path, Map<String, String> fields) {
    var form = new FormData().field("_csrf", browser.csrfToken(PAGE));
    fields.forEach(form::field);
    return browser.post(path, FormData.TYPE, form.toBytes());
  }

  private static String hidden(String page, String name) {
    var found =
        Pattern.compile("type=\"hidden\" name=\"%s\" value=\"([^\"]*)\"".formatted(name))
            .matcher(page);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }
}
