package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M63")
class IntuneTests {

  static final String DEFINITION =
      "user_vendor_msft_policy_config_office16v2~policy~l_example_l_showlinkedin";
  static final String OMA_URI =
      "./User/Vendor/MSFT/Policy/Config/office16v2~Policy~L_Example/L_ShowLinkedIn";

  private static final SettingsCatalog CATALOG = new SettingsCatalog("any", DEFINITION);

  @Test
  void aPolicyIsReadAsMicrosoftGraphGivesIt() {
    var given =
        """
        {"@odata.context": "https://graph.microsoft.com/beta/$metadata", "id": "1", "settingCount": 2,
         "settings": [
          {"id": "0", "settingInstance": {"settingDefinitionId": "other", "simpleSettingValue": {}}},
          {"id": "1", "settingInstance": {"choiceSettingValue": {"children": [], "value": "%s_0",
            "settingValueTemplateReference": null}, "settingDefinitionId": "%s"}}]}
        """
            .formatted(DEFINITION, DEFINITION);

    assertThat(CATALOG.read("a.json", bytes(given))).isEqualTo(PolicyState.DISABLED);
  }

  @Test
  void aPolicyWithoutItsSettingsIsNotTakenForOneThatSaysNothing() {
    for (var json : new String[] {"{}", "[]", "{\"settings\":{}}", "1"}) {
      assertRefused(CATALOG, json, "there is no list “settings”", "$expand=settings");
    }
  }

  @Test
  void whatIsNoJsonIsRefusedWhereItCeasesToBe() {
    assertRefused(CATALOG, "{\n \"settings\": [}", "a.json, line 2, column 1", "no JSON");
    assertRefused(CATALOG, "{\"a\":1,\"a\":2}", "a.json, line 1", "no JSON");
    assertRefused(CATALOG, "{\"settings\":[]} x", "a.json, line 1", "no JSON");
    assertRefused(CATALOG, "[".repeat(2000), "a.json: ", "no JSON");
    assertRefused(CATALOG, "", "a.json");
    assertRefused(CATALOG, " ".repeat(1_000_001), "a.json: ", "is the most");
  }

  @Test
  void aSettingThatIsNotClearIsRefused() {
    assertRefused(
        CATALOG,
        "{\"settings\":[" + setting("_1") + "," + setting("_1") + "]}",
        "2 times",
        "Leave it in once");
    assertRefused(
        CATALOG, "{\"settings\":[" + setting("_7") + "]}", "_7” is no choice", "_1 (Enabled)");
  }

  @Test
  void anOmaUriIsReadWithOrWithoutSpaces() {
    var profile = new CustomProfile("any", OMA_URI);

    assertThat(profile.read("a.json", bytes(omaSettings(" <disabled /> "))))
        .isEqualTo(PolicyState.DISABLED);
    assertRefused(profile, omaSettings("****"), "is “****”", "<enabled/>");
    assertRefused(profile, "{}", "no list “omaSettings”", "custom profile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "device_vendor_msft_policy_config_x", DEFINITION + "\"", "a\nb"})
  void anIdThatCouldBeNoneIsRefused(String id) {
    assertThatThrownBy(() -> new SettingsCatalog("any", id))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("settings catalog");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "./Device/Vendor/MSFT/Policy/Config/a/b", OMA_URI + "/c", "\"", "a\n"})
  void anOmaUriThatCouldBeNoneIsRefused(String uri) {
    assertThatThrownBy(() -> new CustomProfile("any", uri))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("./User/Vendor/MSFT/Policy/Config/");
  }

  @Test
  void aPolicyNeedsAName() {
    assertThatThrownBy(() -> new SettingsCatalog(" ", DEFINITION)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new CustomProfile("a".repeat(201), OMA_URI))
        .isInstanceOf(InvalidInput.class);
  }

  private static String setting(String choice) {
    return """
        {"settingInstance": {"settingDefinitionId": "%s", "choiceSettingValue": {"value": "%s"}}}
        """
        .formatted(DEFINITION, DEFINITION + choice);
  }

  private static String omaSettings(String value) {
    return "{\"omaSettings\": [{\"omaUri\": \"%s\", \"value\": \"%s\"}]}".formatted(OMA_URI, value);
  }

  private static void assertRefused(Form form, String json, String... words) {
    assertThatThrownBy(() -> form.read("a.json", bytes(json)))
        .isInstanceOf(InvalidInput.class)
        .message()
        .contains(words);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
