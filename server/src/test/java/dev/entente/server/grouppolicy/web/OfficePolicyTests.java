package dev.entente.server.grouppolicy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.gpo.GpoBackup;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.server.Cast;
import dev.entente.server.kernel.UserId;
import dev.entente.server.signin.SignInJourney;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Office on the computer, over real HTTP. */
class OfficePolicyTests extends SignInJourney {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] DISABLED = new RegistryPol().write(PolicyState.DISABLED);
  private static final byte[] ENABLED = new RegFile().write(PolicyState.ENABLED);

  @Autowired private MessageSource messages;

  @Nested
  @Tag("M62")
  class TheEffectiveAnswer {

    @Test
    void aPersonLearnsWhichFileLocksTheOptionOnTheirComputer() throws Exception {
      var answer =
          asked(
              evaluate(
                  Cast.BEN,
                  form("word").file("files", "a.reg", ENABLED).file("files", "b.pol", DISABLED)));

      assertThat(answer.path("shown").asBoolean()).isFalse();
      assertThat(answer.path("locked").asBoolean()).isTrue();
      assertThat(answer.path("reason").asString()).isEqualTo("POLICY_DISABLED");
      assertThat(answer.path("policy").asString()).isEqualTo("disabled");
      assertThat(answer.path("files").findValuesAsString("kind"))
          .containsExactly("regFile", "registryPol");
      assertThat(steps(answer, "LAYER")).containsExactly("ENABLED a.reg", "DISABLED b.pol");
      assertThat(answer.path("explanation").path("forPerson").asString())
          .contains("you cannot change that");
    }

    @Test
    void theFilesCountInTheOrderInWhichTheyCome() throws Exception {
      var answer =
          asked(
              evaluate(
                  Cast.BEN,
                  form("word").file("files", "b.pol", DISABLED).file("files", "a.reg", ENABLED)));

      assertThat(answer.path("reason").asString()).isEqualTo("POLICY_ENABLED");
      assertThat(answer.path("locked").asBoolean()).isFalse();
    }

    @Test
    void theirOwnOptionCountsWherePolicyLeavesIt() throws Exception {
      var answer = asked(evaluate(Cast.BEN, form("outlook").field("userOption", "off")));

      assertThat(answer.path("shown").asBoolean()).isFalse();
      assertThat(answer.path("reason").asString()).isEqualTo("OPTION_OFF");
    }

    /** Emil's organisation may be anything; what he sees on the web is its decision, no more. */
    @ParameterizedTest
    @CsvSource({"outlookOnTheWeb", "onedrive", "sharepoint"})
    void noFileChangesWhatTheWebShows(String app) throws Exception {
      var before = decisionOf(Cast.EMIL);

      var answer = asked(evaluate(Cast.EMIL, form(app).file("files", "b.pol", DISABLED)));

      assertThat(answer.path("shown").asBoolean())
          .isEqualTo(before.path("outcome").asString().equals("allowed"));
      assertThat(answer.path("locked").asBoolean()).isFalse();
      assertThat(steps(answer, "LAYER")).isEmpty();
      assertThat(decisionOf(Cast.EMIL)).isEqualTo(before);
    }

    @Test
    void theAnswerOfADesktopHasTheWebsDecisionInItUnchanged() throws Exception {
      var decision = decisionOf(Cast.BEN);

      var answer = asked(evaluate(Cast.BEN, form("word").file("files", "b.pol", DISABLED)));

      var web = answer.path("connectionDecision");
      assertThat(answer.path("shown").asBoolean()).isFalse();
      assertThat(web.path("outcome")).isEqualTo(decision.path("outcome"));
      assertThat(web.path("reason")).isEqualTo(decision.path("reason"));
      assertThat(web.path("trace")).isEqualTo(decision.path("trace"));
    }

    @Test
    void whomTheOrganisationDeniesSeesItNowhere() throws Exception {
      var token = accessToken(Cast.NORTHLIGHT, Cast.GUS, "Auditor");

      var answer =
          asked(
              evaluate(
                  token,
                  form("word")
                      .field("user", Cast.DEV.toString())
                      .field("userOption", "on")
                      .file("files", "a.reg", ENABLED)));

      assertThat(answer.path("reason").asString()).isEqualTo("TENANT_DENIES");
      assertThat(answer.path("connectionDecision").path("reason").asString())
          .isEqualTo("ACCOUNT_DISABLED");
    }

    @Test
    void onlyReadersMayAskAboutOthersAndOnlyAboutTheirOwn() throws Exception {
      var auditor = accessToken(Cast.NORTHLIGHT, Cast.GUS, "Auditor");

      assertThat(evaluate(Cast.BEN, form("word").field("user", Cast.EMIL.toString())).statusCode())
          .isEqualTo(403);
      assertThat(evaluate(Cast.BEN, form("word").field("user", Cast.BEN.toString())).statusCode())
          .isEqualTo(200);
      assertThat(evaluate(auditor, form("word").field("user", Cast.HANA.toString())).statusCode())
          .isEqualTo(404);
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithItsNameThePlaceAndHowToMendIt() throws Exception {
      var cut = Arrays.copyOf(DISABLED, DISABLED.length - 2);

      var response =
          evaluate(
              Cast.BEN,
              form("word").file("files", "a.reg", ENABLED).file("files", "C:\\x\\cut.pol", cut));

      assertThat(response.statusCode()).isEqualTo(400);
      var error = JSON.readTree(response.body()).path("error");
      assertThat(error.path("target").asString()).isEqualTo("files");
      assertThat(error.path("message").asString()).startsWith("cut.pol, byte ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Machine/Registry.pol", "C:\\GPO\\MACHINE\\registry.pol"})
    void theComputersHalfIsRefused(String path) throws Exception {
      var response = evaluate(Cast.BEN, form("word").file("files", path, DISABLED));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("Take User\\\\Registry.pol from the same object.");
    }

    @Test
    void filesOfOneNameAreToldApart() throws Exception {
      var answer =
          asked(
              evaluate(
                  Cast.BEN,
                  form("word")
                      .file("files", "A/User/Registry.pol", ENABLED)
                      .file("files", "B/User/Registry.pol", DISABLED)));

      assertThat(steps(answer, "LAYER"))
          .containsExactly("ENABLED Registry.pol", "DISABLED Registry.pol (2)");
    }

    @Test
    void whatIsNoneOfTheFilesIsRefusedWithWhatToSend() throws Exception {
      var response =
          evaluate(
              Cast.BEN,
              form("word").file("files", "photo.png", "hello".getBytes(StandardCharsets.US_ASCII)));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("photo.png", "export HKEY_CURRENT_USER");
    }

    @ParameterizedTest
    @CsvSource({
      "app, spreadsheet, 'word, excel'",
      "userOption, maybe, 'on, off, notTold'",
      "user, ben, user"
    })
    void aFieldThatIsNoneIsRefusedWithTheChoices(String field, String value, String choices)
        throws Exception {
      var form = new FormData().field(field, value);

      var response = evaluate(Cast.BEN, field.equals("app") ? form : form.field("app", "word"));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"target\":\"%s\"".formatted(field), choices);
    }

    @Test
    void tooManyFilesAreRefused() throws Exception {
      var form = form("word");
      for (var i = 0; i < 33; i++) {
        form.file("files", i + ".pol", DISABLED);
      }

      var response = evaluate(Cast.BEN, form);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("at most 32 files");
    }

    @Test
    void filesOfUntoldLengthAreRefusedBeforeTheyAreRead() throws Exception {
      var small = form("word").file("files", "b.pol", DISABLED).toBytes();
      var chunked =
          send(
              accessToken(Cast.NORTHLIGHT, Cast.BEN),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(small)));

      assertThat(chunked.statusCode()).isEqualTo(411);
      assertThat(chunked.body())
          .contains("Request_LengthRequired", "Send files with a Content-Length, not chunked");
    }

    @ParameterizedTest
    @EnumSource(Answer.Reason.class)
    void everyReasonHasWordsForBothSides(Answer.Reason reason) {
      for (var reader : List.of("administrator", "person")) {
        assertThat(
                messages.getMessage(
                    "officePolicy.%s.%s".formatted(reason, reader), new Object[0], Locale.ENGLISH))
            .isNotBlank();
      }
    }
  }

  @Nested
  @Tag("M63")
  class TheForms {

    private static final String DEFINITION = "user_vendor_msft_policy_config_office16v2~l_linkedin";

    private static final String OMA_URI =
        "./User/Vendor/MSFT/Policy/Config/office16~Policy~L_MicrosoftOffice/L_LinkedIn";

    @ParameterizedTest
    @EnumSource(Offer.class)
    void eachComesInEveryStateAsTheLibraryReadsIt(Offer offer) throws Exception {
      var id = offer == Offer.CUSTOM_PROFILE ? OMA_URI : DEFINITION;
      for (var state : PolicyState.values()) {
        var response =
            get(
                "/officePolicy/forms/%s?state=%s&name=Office&id=%s"
                    .formatted(
                        Label.of(offer),
                        Label.of(state),
                        URLEncoder.encode(id, StandardCharsets.UTF_8)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
            .startsWith("attachment; filename=");
        assertThat(stateOf(offer, id, response.body())).isEqualTo(state);
      }
    }

    private PolicyState stateOf(Offer offer, String id, byte[] file) {
      return offer
          .form("Office", id)
          .map(form -> form.read("file", file))
          .orElseGet(
              () ->
                  new RegistryPol()
                      .read(
                          "file",
                          GpoBackup.read("file", file).getFirst().object().userPolicy().toBytes()));
    }

    @Test
    void theListNamesThemAll() throws Exception {
      var listed = JSON.readTree(get("/officePolicy/forms").body()).path("value");

      assertThat(listed.findValuesAsString("id"))
          .containsExactlyElementsOf(Arrays.stream(Offer.values()).map(Label::of).toList());
    }

    @ParameterizedTest
    @CsvSource({
      "regFile?state=off, state, 'enabled, disabled, notConfigured'",
      "yaml?state=enabled, form, 'backup, registryPol'",
      "settingsCatalog?state=enabled, id, 'Take the settingDefinitionId from the settings catalog'"
    })
    void whatCannotBeWrittenIsRefusedWithHowToMendIt(String form, String target, String how)
        throws Exception {
      var response = get("/officePolicy/forms/" + form);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .contains("\"target\":\"%s\"".formatted(target), how);
    }

    @Test
    void theyAreForAdministratorsAndAuditors() throws Exception {
      assertThat(get("/officePolicy/forms/regFile?state=enabled", ben()).statusCode())
          .isEqualTo(403);
      assertThat(get("/officePolicy/templates", ben()).statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("M60")
    void ourTemplateComesAsACentralStore() throws Exception {
      var names = new ArrayList<String>();
      try (var zip =
          new ZipInputStream(new ByteArrayInputStream(get("/officePolicy/templates").body()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          names.add(entry.getName());
        }
      }

      assertThat(names)
          .containsExactlyInAnyOrder(
              "PolicyDefinitions/entente.admx",
              "PolicyDefinitions/en-US/entente.adml",
              "PolicyDefinitions/nl-NL/entente.adml",
              "PolicyDefinitions/de-DE/entente.adml",
              "PolicyDefinitions/fr-FR/entente.adml");
    }
  }

  private static String ben() {
    return accessToken(Cast.NORTHLIGHT, Cast.BEN);
  }

  private static FormData form(String app) {
    return new FormData().field("app", app);
  }

  private static List<String> steps(JsonNode answer, String rule) {
    return answer
        .path("trace")
        .valueStream()
        .filter(it -> it.path("rule").asString().equals(rule))
        .map(it -> it.path("finding").asString() + " " + it.path("source").asString())
        .toList();
  }

  private JsonNode decisionOf(UserId person) throws IOException, InterruptedException {
    return JSON.readTree(
        get("/me/connectionDecision", accessToken(Cast.NORTHLIGHT, person)).body());
  }

  private static JsonNode asked(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Objects.requireNonNull(JSON.readTree(response.body()));
  }

  private HttpResponse<String> evaluate(UserId caller, FormData form)
      throws IOException, InterruptedException {
    return evaluate(accessToken(Cast.NORTHLIGHT, caller), form);
  }

  private HttpResponse<String> evaluate(String token, FormData form)
      throws IOException, InterruptedException {
    return send(token, BodyPublishers.ofByteArray(form.toBytes()));
  }

  private HttpResponse<String> send(String token, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api() + "/officePolicy:evaluate"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", FormData.TYPE)
            .POST(body)
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return get(path, accessToken(Cast.NORTHLIGHT, Cast.GUS, "Auditor"));
  }

  private HttpResponse<byte[]> get(String path, String token)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofByteArray());
  }
}
