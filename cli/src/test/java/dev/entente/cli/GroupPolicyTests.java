package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.TemplateArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy on the command line, most of it without a server. */
class GroupPolicyTests {

  @TempDir private Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void atHome() {
    shell = new Shell(folder);
  }

  private String file(String name, byte[] content) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, content).toString();
  }

  @Nested
  @Tag("M62")
  class Evaluate {

    @Test
    void theLastFileThatSpeaksDecidesAndTheTraceSaysSo() throws IOException {
      var enabled = file("a.reg", new RegFile().write(PolicyState.ENABLED));
      var disabled = file("b.pol", new RegistryPol().write(PolicyState.DISABLED));

      assertThat(shell.run("group-policy", "evaluate", enabled, disabled)).isZero();
      assertThat(shell.out())
          .containsPattern("(?m)^shown +false$")
          .containsPattern("(?m)^locked +true$")
          .containsPattern("(?m)^reason +POLICY_DISABLED$")
          .containsPattern("(?m)^LAYER +DISABLED +.*b\\.pol$");
    }

    @ParameterizedTest
    @CsvSource({
      "word, on, denied, false, TENANT_DENIES",
      "word, off, allowed, false, OPTION_OFF",
      "outlook-on-the-web, off, allowed, true, TENANT_ALLOWS",
      "older-office, on, allowed, false, APP_HAS_NO_LINKEDIN"
    })
    void withoutFilesTheOthersDecide(
        String app, String option, String tenant, String shown, String reason) {
      assertThat(
              shell.run(
                  "group-policy",
                  "evaluate",
                  "--app=" + app,
                  "--user-option=" + option,
                  "--tenant=" + tenant,
                  "-o=csv"))
          .isZero();
      assertThat(shell.out().lines().skip(1))
          .containsExactly("%s,%s,false,%s,not-configured".formatted(app, shown, reason));
    }

    @Test
    void theServerIsAskedWhatItDecidedAboutAPerson() throws IOException {
      var id = "0b000000-0000-4000-8000-0000000000b1";
      try (var api = new ToldApi()) {
        api.answer("GET /users/" + id, 200, "{\"id\":\"%s\"}".formatted(id))
            .answer(
                "GET /users/%s/connectionDecision".formatted(id),
                200,
                "{\"outcome\":\"denied\",\"reason\":\"SETTING_IS_NO\"}");
        shell.with("ENTENTE_SERVER", api.url()).with("ENTENTE_TOKEN", ToldApi.TOKEN);

        assertThat(shell.run("group-policy", "evaluate", "--user", id)).isZero();
        assertThat(shell.out()).containsPattern("TENANT +DENIED +SETTING_IS_NO");
      }
    }

    @Test
    void aFileThatIsCutOffIsRefusedWithThePlace() throws IOException {
      var whole = new RegistryPol().write(PolicyState.ENABLED);
      var cut = file("cut.pol", Arrays.copyOf(whole, whole.length - 2));

      assertThat(shell.run("group-policy", "evaluate", cut)).isEqualTo(2);
      assertThat(shell.err()).contains("where: " + cut + ", byte ", "mend:");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
      assertThat(shell.run("group-policy", "evaluate", folder + "/none.pol")).isEqualTo(2);
      assertThat(shell.err()).contains("There is no such file", "none.pol");
    }

    @Test
    void anAppThatIsNoneIsRefusedWithTheChoices() {
      assertThat(shell.run("group-policy", "evaluate", "--app", "notepad")).isEqualTo(2);
      assertThat(shell.err()).contains("outlook-on-the-web", "notepad");
    }
  }

  @Nested
  @Tag("M61")
  @Tag("M63")
  class WriteAndRead {

    @ParameterizedTest
    @EnumSource(Offer.class)
    void whatIsWrittenIsReadInTheSameState(Offer offer) {
      var id =
          offer == Offer.CUSTOM_PROFILE
              ? "./User/Vendor/MSFT/Policy/Config/office16~Policy~L_MicrosoftOffice/L_LinkedIn"
              : "user_vendor_msft_policy_config_office16v2~l_linkedin";
      for (var state : PolicyState.values()) {
        var label = Choices.label(state);
        var file = folder.resolve(label).toString();
        var form = Choices.label(offer);

        assertThat(
                shell.run(
                    "group-policy",
                    "write",
                    "--form",
                    form,
                    "--state",
                    label,
                    "--id",
                    id,
                    "--to",
                    file))
            .isZero();
        assertThat(shell.out().strip()).isEqualTo(file);
        assertThat(shell.run("group-policy", "read", file, "--form", form, "--id", id)).isZero();
        assertThat(shell.out()).containsPattern("(?m)^state +%s$".formatted(label));
      }
    }

    @Test
    void noFileIsOverwritten() throws IOException {
      var mine = file("mine.reg", new byte[] {1});

      assertThat(
              shell.run(
                  "group-policy", "write", "--form=reg-file", "--state=enabled", "--to", mine))
          .isEqualTo(2);
      assertThat(shell.err()).contains("There is a file of that name", "--to");
      assertThat(Files.readAllBytes(Path.of(mine))).containsExactly(1);
    }

    @Test
    void aFormThatNeedsAnIdIsRefusedWithoutOne() {
      assertThat(
              shell.run(
                  "group-policy",
                  "write",
                  "--form=settings-catalog",
                  "--state=enabled",
                  "--to",
                  folder + "/x"))
          .isEqualTo(2);
      assertThat(shell.err()).contains("settingDefinitionId");
      assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aFileIsToldByItsContentAndShowsAllThatItSets() throws IOException {
      var text = file("computer", new LgpoText().write(PolicyState.DISABLED));

      assertThat(shell.run("group-policy", "read", text)).isZero();
      assertThat(shell.out())
          .containsPattern("(?m)^form +lgpo-text$")
          .containsPattern("(?m)^state +disabled$")
          .containsPattern("CURRENT_USER +Software.*Common +LinkedIn +REG_DWORD 0");
    }
  }

  @Nested
  @Tag("M61")
  class TheDomain {

    private static final String PLAN =
        """
        {"goal":"disabled","isEmpty":%s,"object":"{GUID}","stateNow":"notConfigured",
         "stateThen":"disabled","files":[{"path":"User\\\\Registry.pol","bytes":144}],
         "attributes":{"versionNumber":"65536"},"findings":["notLinked"],"digest":"d1"}
        """;

    private final ToldApi api = new ToldApi();

    @BeforeEach
    void signedIn() {
      shell.with("ENTENTE_SERVER", api.url()).with("ENTENTE_TOKEN", ToldApi.TOKEN);
    }

    @AfterEach
    void close() {
      api.close();
    }

    @Test
    void aPlanIsShownAndNothingIsAppliedUntilSomebodySaysYes() {
      api.answer("POST /officePolicy/domain:plan", 200, PLAN.formatted(false));

      assertThat(shell.run("group-policy", "plan", "disabled")).isZero();
      assertThat(shell.out()).contains("User\\Registry.pol", "notLinked");
      assertThat(shell.run("group-policy", "apply", "disabled")).isEqualTo(2);
      assertThat(shell.err()).contains("Nothing was changed", "--yes");
      assertThat(api.asked()).allMatch(it -> it.startsWith("POST /officePolicy/domain:plan "));
    }

    @Test
    void whatIsAppliedIsThePlanThatWasShown() {
      api.answer("POST /officePolicy/domain:plan", 200, PLAN.formatted(false))
          .answer("POST /officePolicy/domain:apply", 200, "{}");

      assertThat(shell.run("group-policy", "apply", "not-configured", "--yes")).isZero();
      assertThat(api.asked())
          .containsExactly(
              "POST /officePolicy/domain:plan {\"goal\":\"notConfigured\"}",
              "POST /officePolicy/domain:apply {\"goal\":\"notConfigured\",\"digest\":\"d1\"}");
    }

    @Test
    void aDomainThatHasChangedSinceIsRefused() {
      api.answer("POST /officePolicy/domain:plan", 200, PLAN.formatted(false))
          .refuse("POST /officePolicy/domain:apply", 412, "Request_PreconditionFailed");

      assertThat(shell.run("group-policy", "undo", "--yes")).isEqualTo(4);
      assertThat(shell.err()).contains("412").doesNotContain("Done.");
    }

    @Test
    void aChangeThatIsHalfDoneIsSaidAndNotRepeated() {
      api.answer("POST /officePolicy/domain:plan", 200, PLAN.formatted(false))
          .answer(
              "POST /officePolicy/domain:apply",
              200,
              "{\"halfDone\":\"It does not answer. The change is half done: plan again.\"}");

      assertThat(shell.run("group-policy", "apply", "disabled", "--yes")).isEqualTo(6);
      assertThat(shell.err())
          .contains("The change is half done: plan again.")
          .doesNotContain("Done.", "Nothing was changed");
      assertThat(api.asked()).hasSize(2);
    }

    @Test
    void anEmptyPlanIsNotApplied() {
      api.answer("POST /officePolicy/domain:plan", 200, PLAN.formatted(true));

      assertThat(shell.run("group-policy", "apply", "disabled", "--yes")).isZero();
      assertThat(shell.err()).contains("nothing to do");
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Nested
  @Tag("M60")
  class TheTemplates {

    @Test
    void oursAreWithoutFindings() throws IOException {
      for (var ours : EntentePolicy.files().entrySet()) {
        file("PolicyDefinitions/" + ours.getKey(), ours.getValue());
      }

      assertThat(
              shell.run(
                  "group-policy", "templates", "check", folder.resolve("PolicyDefinitions") + ""))
          .isZero();
      assertThat(shell.err()).contains("0 errors, 0 warnings.");
    }

    @Test
    void anErrorHasFileLineAndColumnAndAnExitCode() throws IOException {
      var broken =
          file("broken.admx", "<policyDefinitions>\n  <oops".getBytes(StandardCharsets.US_ASCII));

      assertThat(shell.run("group-policy", "templates", "check", broken, "-o", "tsv")).isEqualTo(2);
      assertThat(shell.out()).containsPattern("error\tbroken\\.admx:2:\\d+\t");
    }

    @Test
    void textsBelongToTheLanguageOfTheirFolder() throws IOException {
      var admx = file("x/entente.admx", ours("entente.admx"));
      var adml = file("x/nl-NL/entente.adml", ours("nl-NL/entente.adml"));

      assertThat(shell.run("group-policy", "templates", "show", admx, adml, "--language=nl-NL"))
          .isZero();
      assertThat(shell.out())
          .containsPattern("(?m)^language +nl-NL$")
          .containsPattern("(?m)^valueName +ShowLinkedInFeatures$");
    }

    private byte[] ours(String name) {
      return EntentePolicy.files().entrySet().stream()
          .filter(it -> it.getKey().toString().equals(name))
          .findFirst()
          .orElseThrow()
          .getValue();
    }

    @Test
    void withoutFilesOursIsShown() {
      assertThat(shell.run("group-policy", "templates", "show")).isZero();
      assertThat(shell.out()).contains("Software\\Policies\\Entente\\ShowLinkedInFeatures = 1");
    }

    @Test
    void oursAreInstalledOnceAfterALook() throws IOException {
      var store = Files.createDirectory(folder.resolve("PolicyDefinitions"));

      assertThat(shell.run("group-policy", "templates", "install", store + "", "--dry-run"))
          .isZero();
      assertThat(shell.out()).containsPattern("nl-NL/entente\\.adml +new +true");
      assertThat(store).isEmptyDirectory();

      assertThat(shell.run("group-policy", "templates", "install", store + "")).isZero();
      assertThat(shell.err()).contains("5 files copied, 0 left.");
      assertThat(store.resolve("entente.admx")).hasBinaryContent(ours("entente.admx"));

      assertThat(shell.run("group-policy", "templates", "install", store + "")).isZero();
      assertThat(shell.out()).containsPattern("entente\\.admx +same +false");
      assertThat(shell.err()).contains("0 files copied");
    }

    @Test
    void otherContentOfTheSameRevisionIsInstalledOnceItIsApprovedByName() throws IOException {
      var store = folder.resolve("PolicyDefinitions");
      var theirs = new String(ours("entente.admx"), StandardCharsets.UTF_8) + "<!-- theirs -->";
      file("PolicyDefinitions/entente.admx", theirs.getBytes(StandardCharsets.UTF_8));

      assertThat(shell.run("group-policy", "templates", "install", store + "")).isEqualTo(2);
      assertThat(shell.err()).contains("another content of the same revision", "entente.admx");
      assertThat(store.resolve("en-US")).doesNotExist();

      assertThat(
              shell.run(
                  "group-policy", "templates", "install", store + "", "--approve=entente.admx"))
          .isZero();
      assertThat(store.resolve("entente.admx")).hasBinaryContent(ours("entente.admx"));
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
      var nowhere = folder.resolve("Polices");

      assertThat(shell.run("group-policy", "templates", "install", nowhere + "")).isEqualTo(2);
      assertThat(shell.err()).contains("There is no such folder", "Polices");
      assertThat(nowhere).doesNotExist();
    }

    @Test
    void aNameThatIsNoneOfATemplateIsRefused() throws IOException {
      var text = file("notes.txt", new byte[0]);

      assertThat(shell.run("group-policy", "templates", "check", text)).isEqualTo(2);
      assertThat(shell.err()).contains("neither NAME.admx nor LANGUAGE/NAME.adml", "notes.txt");
    }
  }

  @Nested
  @Tag("M60")
  class TheTemplatesOfTheDomain {

    private static final String PLAN =
        """
        {"isEmpty":false,"files":[{"name":"nl-NL/entente.adml","language":"nl-NL",
          "comparison":"%s","copied":true,"revision":"1.0","storedRevision":"1.0"}],
         "unapproved":[%s],"missing":[],"digest":"d1"}
        """;

    private final ToldApi api = new ToldApi();

    @BeforeEach
    void signedIn() {
      shell.with("ENTENTE_SERVER", api.url()).with("ENTENTE_TOKEN", ToldApi.TOKEN);
    }

    @AfterEach
    void close() {
      api.close();
    }

    @Test
    void aPlanIsShownAndNothingIsCopiedUntilSomebodySaysYes() {
      api.answer("POST /officePolicy/domain/templates:plan", 200, PLAN.formatted("new", ""));

      assertThat(shell.run("group-policy", "templates", "plan")).isZero();
      assertThat(shell.out()).containsPattern("nl-NL/entente\\.adml +new +true +1\\.0 +1\\.0");
      assertThat(shell.run("group-policy", "templates", "copy")).isEqualTo(2);
      assertThat(shell.err()).contains("Nothing was changed", "--yes");
      assertThat(api.asked()).containsOnly("POST /officePolicy/domain/templates:plan {}");
    }

    @Test
    void theFilesAndWhatIsApprovedAreCopiedAsTheyWereShown() throws IOException {
      for (var ours : EntentePolicy.files().entrySet()) {
        file("PolicyDefinitions/" + ours.getKey(), ours.getValue());
      }
      api.answer("POST /officePolicy/domain/templates:plan", 200, PLAN.formatted("approved", ""))
          .answer(
              "POST /officePolicy/domain/templates:copy",
              200,
              "{\"copied\":[\"nl-NL/entente.adml\"],\"left\":[]}");

      assertThat(
              shell.run(
                  "group-policy",
                  "templates",
                  "copy",
                  folder.resolve("PolicyDefinitions") + "",
                  "--approve=nl-NL/entente.adml",
                  "--yes"))
          .isZero();
      assertThat(shell.err()).contains("1 files copied, 0 left.");
      var sent =
          "{\"archive\":\"%s\",\"approved\":[\"nl-NL/entente.adml\"]"
              .formatted(
                  Base64.getEncoder().encodeToString(TemplateArchive.write(EntentePolicy.files())));
      assertThat(api.asked())
          .containsExactly(
              "POST /officePolicy/domain/templates:plan " + sent + "}",
              "POST /officePolicy/domain/templates:copy " + sent + ",\"digest\":\"d1\"}");
    }

    @Test
    void whatHasToBeApprovedIsNamedAndNothingIsCopied() {
      api.answer(
          "POST /officePolicy/domain/templates:plan",
          200,
          PLAN.formatted("different", "\"nl-NL/entente.adml\""));

      assertThat(shell.run("group-policy", "templates", "copy", "--yes")).isEqualTo(2);
      assertThat(shell.err()).contains("Nothing was copied", "nl-NL/entente.adml", "--approve");
      assertThat(api.asked()).hasSize(1);
    }

    @Test
    void aCopyThatStopsSaysWhereAndEndsAsRowsThatFailed() {
      api.answer("POST /officePolicy/domain/templates:plan", 200, PLAN.formatted("new", ""))
          .answer(
              "POST /officePolicy/domain/templates:copy",
              200,
              """
              {"copied":[],"left":["nl-NL/entente.adml"],
               "failure":{"name":"nl-NL/entente.adml","message":"It is open."}}
              """);

      assertThat(shell.run("group-policy", "templates", "copy", "--yes")).isEqualTo(6);
      assertThat(shell.err())
          .contains("nl-NL/entente.adml was not copied: It is open.", "0 files copied, 1 left.");
    }
  }
}
