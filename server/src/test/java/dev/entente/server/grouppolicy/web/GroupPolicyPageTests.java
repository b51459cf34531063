package dev.entente.server.grouppolicy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer;
import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.Finding;
import dev.entente.grouppolicy.template.StorePlan;
import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMultipartMvcRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/** The pages of Admin center › Group Policy. */
@EntenteTest
class GroupPolicyPageTests {

  private static final RequestPostProcessor GUS =
      Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  private static final RequestPostProcessor BEN = Callers.person(Cast.NORTHLIGHT, Cast.BEN);
  private static final String OFFICE_ADMX =
      """
      <policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
          revision="1.0" schemaVersion="1.0">
        <policyNamespaces><target prefix="office16" namespace="office16.Office.Microsoft.Policies.Windows"/></policyNamespaces>
        <resources minRequiredRevision="1.0"/>
        <categories><category name="L_Misc" displayName="$(string.L_Misc)"/></categories>
        <policies>
          <policy name="L_LinkedIn" class="User" displayName="$(string.L_LinkedIn)" explainText="$(string.L_Missing)"
              key="software\\policies\\microsoft\\office\\16.0\\common" valueName="linkedin">
            <parentCategory ref="L_Misc"/>
            <enabledValue><decimal value="1"/></enabledValue>
            <disabledValue><decimal value="0"/></disabledValue>
          </policy>
        </policies>
      </policyDefinitions>
      """;
  private static final String OFFICE_ADML =
      """
      <policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
          revision="1.0" schemaVersion="1.0">
        <displayName/><description/>
        <resources><stringTable>
          <string id="L_Misc">%s</string><string id="L_LinkedIn">%s</string>
        </stringTable></resources>
      </policyDefinitionResources>
      """;

  @Autowired private WebApplicationContext context;
  @Autowired private MessageSource messages;

  @ParameterizedTest
  @Tag("M61")
  @ValueSource(
      strings = {
        "/admin/group-policy",
        "/admin/group-policy/computer",
        "/admin/group-policy/domain",
        "/admin/group-policy/domain/templates",
        "/admin/group-policy/templates"
      })
  void auditorsReadAndOthersDoNot(String path) {
    assertThat(server().get().uri(path).with(GUS))
        .hasStatusOk()
        .bodyText()
        .contains("aria-current=\"page\"");
    assertThat(server().get().uri(path).with(BEN)).hasStatus(403);
  }

  @Test
  @Tag("M61")
  void thePageSaysThatTheWebIsNotAffected() {
    assertThat(server().get().uri("/admin/group-policy").with(GUS))
        .bodyText()
        .contains("does not affect Outlook on the web, OneDrive or SharePoint")
        .contains("Import-GPO -BackupId " + Offer.backupId(PolicyState.DISABLED).guid());
  }

  @Test
  @Tag("M61")
  void aFormIsDownloadedInTheChosenState() {
    assertThat(
            server()
                .get()
                .uri("/admin/group-policy/files?form=registryPol&state=disabled&name=&id=")
                .with(GUS))
        .hasStatusOk()
        .hasHeader("Content-Disposition", "attachment; filename=\"Registry.pol\"")
        .body()
        .isEqualTo(new RegistryPol().write(PolicyState.DISABLED));
  }

  @Test
  @Tag("M61")
  void withoutADomainThePageSaysSo() {
    assertThat(server().get().uri("/admin/group-policy/domain").with(GUS))
        .hasStatusOk()
        .bodyText()
        .contains("has named no domain of your organisation")
        .doesNotContain("id=\"show-plan\"");
    assertThat(server().get().uri("/admin/group-policy/domain/plan?goal=enabled").with(GUS))
        .hasStatus(404)
        .bodyText()
        .contains("role=\"alert\"");
  }

  @Test
  @Tag("M63")
  void aFormThatLacksAnIdBringsThePageBackWithWhatToDo() {
    assertThat(
            server()
                .get()
                .uri(
                    "/admin/group-policy/files?form=customProfile&state=enabled&name=Mine&id=nonsense")
                .with(GUS))
        .hasStatus(400)
        .bodyText()
        .contains("role=\"alert\"", "“nonsense” is no OMA-URI", "value=\"Mine\"")
        .containsPattern("value=\"customProfile\" selected");
  }

  @Test
  @Tag("M62")
  void aComputersFilesAreAnsweredWithTheDecidingRule() {
    var disabled = new RegistryPol().write(PolicyState.DISABLED);

    assertThat(
            upload("/admin/group-policy/computer")
                .file(new MockMultipartFile("files", "Registry.pol", null, disabled))
                .file(new MockMultipartFile("files", "", null, new byte[0]))
                .param("person", "ben@northlight.example")
                .param("app", "word")
                .param("userOption", "on"))
        .hasStatusOk()
        .bodyText()
        .contains("data-reason=\"POLICY_DISABLED\"", "LinkedIn is not shown")
        .contains("The person cannot change that in Office.")
        .contains("On the web the organisation’s decision counts alone, and it is yes:")
        .contains("<td>Registry.pol</td>");
  }

  @ParameterizedTest
  @CsvSource({"word, true", "outlookOnTheWeb, false", "olderOffice, false"})
  @Tag("M62")
  void onlyOfAnApplicationThatHasItDoesThePageSayThatTheOptionIsOpen(String app, boolean said) {
    assertThat(
            upload("/admin/group-policy/computer")
                .param("person", "ben@northlight.example")
                .param("app", app)
                .param("userOption", "notTold"))
        .hasStatusOk()
        .bodyText()
        .matches(it -> said == it.contains("does not keep the person from changing the option"));
  }

  @Test
  @Tag("M62")
  void aBrokenFileBringsTheFormBackWithThePlace() {
    assertThat(
            upload("/admin/group-policy/computer")
                .file(
                    new MockMultipartFile(
                        "files", "cut.pol", null, new byte[] {'P', 'R', 'e', 'g'}))
                .param("app", "excel"))
        .hasStatus(400)
        .bodyText()
        .contains("role=\"alert\"", "cut.pol, byte 0")
        .containsPattern("value=\"excel\" selected");
  }

  @Test
  @Tag("M62")
  void aPersonWhomNobodyKnowsIsSaidSo() {
    assertThat(
            upload("/admin/group-policy/computer")
                .param("person", "hana@harbour.example")
                .param("app", "word"))
        .hasStatus(400)
        .bodyText()
        .contains("There is nobody with the user principal name “hana@harbour.example”");
  }

  @Test
  @Tag("M60")
  void thePolicyIsShownInTheChosenLanguageWithFindingsByLineAndColumn() {
    assertThat(
            upload("/admin/group-policy/templates")
                .file(file("admx", "office16.admx", OFFICE_ADMX))
                .file(
                    file(
                        "adml",
                        "office16.adml",
                        OFFICE_ADML.formatted("Diversen", "LinkedIn tonen")))
                .file(
                    file(
                        "english",
                        "office16.adml",
                        OFFICE_ADML.formatted("Miscellaneous", "Show LinkedIn")))
                .param("language", "nl-NL"))
        .hasStatusOk()
        .bodyText()
        .contains("lang=\"nl-NL\">LinkedIn tonen</h2>", ">Diversen</dd>")
        .contains("software\\policies\\microsoft\\office\\16.0\\common\\linkedin = 0")
        .containsPattern("office16.admx, line 7, column \\d+</td>");
  }

  @Test
  @Tag("M60")
  void templatesWithoutThePolicyAreCheckedAllTheSame() {
    var files = upload("/admin/group-policy/templates");
    EntentePolicy.files()
        .forEach(
            (name, content) -> {
              if (!name.isAdml()) {
                files.file(new MockMultipartFile("admx", name.file(), null, content));
              } else if (name.toString().startsWith("en-US/")) {
                files.file(new MockMultipartFile("english", name.file(), null, content));
              }
            });

    assertThat(files)
        .hasStatusOk()
        .bodyText()
        .contains("It is in office16.admx.", "Policies: 1. Errors: 0. Warnings: 0.");
  }

  @Test
  @Tag("M60")
  void aTemplateWithADoctypeIsAFindingAndNothingElse() {
    assertThat(
            upload("/admin/group-policy/templates")
                .file(
                    file(
                        "admx",
                        "evil.admx",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")))
        .hasStatusOk()
        .bodyText()
        .contains("evil.admx, line 1", "DOCTYPE")
        .doesNotContain("root:");
  }

  @ParameterizedTest
  @Tag("M60")
  @ValueSource(strings = {"../evil.admx.exe", "CON.admx", ""})
  void aNameThatIsNoTemplatesIsRefused(String name) {
    assertThat(upload("/admin/group-policy/templates").file(file("admx", name, "")))
        .hasStatus(400)
        .bodyText()
        .contains("role=\"alert\"");
  }

  static Stream<String> texts() {
    return Stream.of(
            choices("groupPolicy.app.", App.values()),
            choices("groupPolicy.option.", UserOption.values()),
            choices("groupPolicy.form.", Offer.values()),
            choices("groupPolicy.state.", PolicyState.values()),
            choices("groupPolicy.comparison.", StorePlan.Comparison.values()),
            Arrays.stream(Answer.Rule.values()).map(it -> "groupPolicy.rule." + it),
            Arrays.stream(Answer.Finding.values()).map(it -> "groupPolicy.finding." + it),
            Arrays.stream(Finding.Severity.values()).map(it -> "groupPolicy.severity." + it))
        .flatMap(it -> it);
  }

  private static Stream<String> choices(String prefix, Enum<?>... choices) {
    return Arrays.stream(choices).map(it -> prefix + Label.of(it));
  }

  @ParameterizedTest
  @Tag("M71")
  @MethodSource("texts")
  void everyChoiceAndFindingHasWords(String key) {
    assertThat(messages.getMessage(key, new Object[0], Locale.ENGLISH)).isNotBlank();
  }

  private static MockMultipartFile file(String part, String name, String content) {
    return new MockMultipartFile(part, name, null, content.getBytes(StandardCharsets.UTF_8));
  }

  private MockMultipartMvcRequestBuilder upload(String path) {
    return server()
        .post()
        .uri(path)
        .multipart()
        .with(GUS)
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
