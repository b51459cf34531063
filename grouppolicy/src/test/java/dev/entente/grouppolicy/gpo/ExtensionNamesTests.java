package dev.entente.grouppolicy.gpo;

import static dev.entente.grouppolicy.gpo.ExtensionNames.REGISTRY;
import static dev.entente.grouppolicy.gpo.ExtensionNames.USER_TEMPLATES;
import static dev.entente.grouppolicy.gpo.ExtensionNames.USER_TEMPLATES_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
@DisplayName("[MS-GPOL] §2.2.4, gPCUserExtensionNames")
class ExtensionNamesTests {

  private static final String TEMPLATES = "[" + REGISTRY + USER_TEMPLATES + "]";
  private static final String PREFERENCES =
      "[{00000000-0000-0000-0000-000000000000}{BEE07A6A-EC9F-4659-B8C9-0B1937907C83}]";
  private static final String DRIVES =
      "[{5794DAFD-BE60-433F-88A2-1A31939AC01F}{2EA1A81B-48E5-45E9-8BB7-A6E3AC170006}]";
  private static final String OTHER_TOOL = "{B05566AC-FE9C-4368-BE01-7A4CBB6CBA11}";

  private static final String MORE = "{F3CCC681-B74C-4060-9F26-CD84525DCA2A}";

  @Test
  void theFirstExtensionIsThePairOfTheTemplates() {
    assertThat(ExtensionNames.NONE.withUserTemplates()).hasToString(TEMPLATES);
  }

  @Test
  void goesBetweenTheOthersInTheOrderOfTheClients() {
    assertThat(read(PREFERENCES + DRIVES).withUserTemplates())
        .hasToString(PREFERENCES + TEMPLATES + DRIVES);
  }

  @Test
  void bringsAListOutOfOrderIntoOrderSinceAClientStopsThere() {
    assertThat(read(DRIVES + PREFERENCES).withUserTemplates())
        .hasToString(PREFERENCES + TEMPLATES + DRIVES);
  }

  @ParameterizedTest
  @ValueSource(strings = {USER_TEMPLATES, USER_TEMPLATES_BEFORE})
  void isThereWithEitherToolInAnyCaseAndThenNothingChanges(String tool) {
    var names = DRIVES + "[" + (REGISTRY + tool).toLowerCase(Locale.ROOT) + "]";

    assertThat(read(names).withUserTemplates()).hasToString(names);
  }

  @Test
  void joinsAnotherToolOfTheRegistry() {
    assertThat(read("[" + REGISTRY + OTHER_TOOL + "]").withUserTemplates())
        .hasToString("[" + REGISTRY + OTHER_TOOL + USER_TEMPLATES + "]");
  }

  @Test
  void joinsTheToolsOfEveryPairOfBracketsOfTheRegistry() {
    assertThat(
            read("[" + REGISTRY + OTHER_TOOL + "]" + TEMPLATES + "[" + REGISTRY + MORE + "]")
                .withUserTemplates())
        .hasToString("[" + REGISTRY + OTHER_TOOL + USER_TEMPLATES + MORE + "]");
  }

  @Test
  void goesAndLeavesTheOthers() {
    assertThat(read(PREFERENCES + TEMPLATES + DRIVES).withoutUserTemplates())
        .hasToString(PREFERENCES + DRIVES);
  }

  @Test
  void goesAndLeavesAnotherToolOfTheRegistry() {
    assertThat(
            read("[" + REGISTRY + OTHER_TOOL + USER_TEMPLATES_BEFORE + "]").withoutUserTemplates())
        .hasToString("[" + REGISTRY + OTHER_TOOL + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aBlankValueIsNone(String value) {
    assertThat(read(value)).isEqualTo(ExtensionNames.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "[", "[]", "[" + REGISTRY, REGISTRY + USER_TEMPLATES, "[{35378EAC}]"})
  void refusesAnythingElseAndSaysWhere(String value) {
    assertThatThrownBy(() -> read(DRIVES + value))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            it ->
                assertThat(it.place())
                    .isEqualTo(new AtLine("gPCUserExtensionNames", 1, DRIVES.length() + 1)));
  }

  private static ExtensionNames read(String value) {
    return ExtensionNames.read("gPCUserExtensionNames", value);
  }
}
