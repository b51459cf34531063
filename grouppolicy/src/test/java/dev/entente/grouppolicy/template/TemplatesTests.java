package dev.entente.grouppolicy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.template.PolicyElement.BooleanElement;
import dev.entente.grouppolicy.template.PolicyElement.DecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.EnumerationElement;
import dev.entente.grouppolicy.template.PolicyElement.ListElement;
import dev.entente.grouppolicy.template.PolicyElement.LongDecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.MultiTextElement;
import dev.entente.grouppolicy.template.PolicyElement.TextElement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M60")
class TemplatesTests {

  private static final String LAMPS = "Northlight.Policies.Lamp";

  private final Templates northlight = Templates.of(Fixtures.northlight());

  @Test
  void findsNothingWrongWithTemplatesThatUseEverything() {
    assertThat(northlight.findings()).isEmpty();
    assertThat(northlight.admxs()).hasSize(2);
  }

  @Test
  void saysOnceThatAPresentationIsMissingHoweverManyLanguagesThereAre() {
    var files = Fixtures.northlight("lamp.admx", "presentation=\"$(presentation.Everything)\"", "");
    files.put(TemplateName.parse("nl-NL/lamp.adml"), Fixtures.bytes("en-US/lamp.adml"));

    assertThat(Templates.of(files).findings())
        .extracting(Finding::what)
        .filteredOn(what -> what.contains("no presentation"))
        .hasSize(1);
  }

  @Test
  void readsWhatEnabledAndDisabledWrite() {
    var glow = policy("Glow");

    assertThat(glow.policyClass()).isEqualTo(PolicyClass.USER);
    assertThat(glow.enabled())
        .containsExactly(write("Software\\Policies\\Northlight\\Lamp", "Glow", decimal(1)));
    assertThat(glow.disabled())
        .containsExactly(write("Software\\Policies\\Northlight\\Lamp", "Glow", decimal(0)));
  }

  @Test
  void readsListsWithTheKeyOfTheItemOrTheListOrThePolicy() {
    var lists = policy("Lists");

    assertThat(lists.enabled())
        .containsExactly(
            write("Software\\Policies\\Northlight\\Default", "Word", new Value.Text("on")),
            write("Software\\Policies\\Northlight\\Other", "Long", new Value.LongDecimal(-1)));
    assertThat(lists.disabled())
        .containsExactly(
            write("Software\\Policies\\Northlight\\Lists", "Word", new Value.Delete()));
  }

  @Test
  void writesOneAndRemovesItWhereNothingElseIsSaid() {
    var glow =
        Templates.of(
                Fixtures.northlight(
                    "lamp.admx",
                    """
                          <enabledValue><decimal value="1"/></enabledValue>
                          <disabledValue><decimal value="0"/></disabledValue>
                    """,
                    ""))
            .policy(new ItemName(LAMPS, "Glow"))
            .orElseThrow();

    assertThat(glow.enabled()).extracting(Policy.Write::value).containsExactly(decimal(1));
    assertThat(glow.disabled()).extracting(Policy.Write::value).containsExactly(new Value.Delete());
  }

  @Test
  void readsEveryKindOfElementWithItsDefaults() {
    var elements = policy("Everything").elements();

    assertThat(elements)
        .extracting(PolicyElement::id)
        .containsExactly(
            "Plain",
            "Valued",
            "Number",
            "Watts",
            "Age",
            "Words",
            "Place",
            "Poem",
            "Colour",
            "Rooms",
            "Switches");
    assertThat(element(elements, "Valued", BooleanElement.class))
        .satisfies(
            valued -> {
              assertThat(valued.common().clientExtension())
                  .contains("{35378EAC-683F-11D2-A89A-00C04FBBCFA2}");
              assertThat(valued.trueValue()).contains(new Value.Text("yes"));
              assertThat(valued.trueList().orElseThrow().items())
                  .containsExactly(
                      new ValueList.Item(
                          Optional.empty(), "Also", new Value.Decimal(4_294_967_295L)));
              assertThat(valued.falseList()).isPresent();
            });
    assertThat(element(elements, "Number", DecimalElement.class))
        .extracting(DecimalElement::minValue, DecimalElement::maxValue, DecimalElement::required)
        .containsExactly(0L, 9999L, false);
    assertThat(element(elements, "Watts", DecimalElement.class))
        .extracting(DecimalElement::minValue, DecimalElement::maxValue, DecimalElement::storeAsText)
        .containsExactly(5L, 4_294_967_295L, true);
    assertThat(element(elements, "Age", LongDecimalElement.class))
        .extracting(LongDecimalElement::maxValue, LongDecimalElement::required)
        .containsExactly(-1L, true);
    assertThat(element(elements, "Words", TextElement.class))
        .extracting(TextElement::maxLength, TextElement::expandable)
        .containsExactly(1023L, false);
    assertThat(element(elements, "Place", TextElement.class))
        .extracting(TextElement::maxLength, TextElement::expandable, TextElement::soft)
        .containsExactly(40L, true, true);
    assertThat(element(elements, "Poem", MultiTextElement.class))
        .extracting(MultiTextElement::maxLength, MultiTextElement::maxStrings)
        .containsExactly(80L, 4L);
    assertThat(element(elements, "Colour", EnumerationElement.class).items())
        .extracting(PolicyElement.Choice::value)
        .containsExactly(decimal(0), new Value.Text("red"));
    assertThat(element(elements, "Rooms", ListElement.class))
        .extracting(ListElement::valuePrefix, ListElement::additive)
        .containsExactly(Optional.of("Room"), false);
    assertThat(element(elements, "Switches", ListElement.class))
        .extracting(ListElement::additive, ListElement::expandable, ListElement::explicitValue)
        .containsExactly(true, true, true);
  }

  @Test
  void readsEveryKindOfFieldWithItsDefaults() {
    var adml = northlight.admls(TemplateName.parse("lamp.admx")).get(0);

    assertThat(
            Objects.requireNonNull(adml.presentations().get("everything"), "presentation")
                .controls())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place")
        .containsExactly(
            new Control.Label("Tell all about the lamp:", NOWHERE),
            new Control.CheckBox(Optional.of("Plain"), "Plain", false, NOWHERE),
            new Control.CheckBox(Optional.of("Valued"), "Valued", true, NOWHERE),
            new Control.DecimalTextBox(Optional.of("Number"), "Number:", 1, true, 1, NOWHERE),
            new Control.DecimalTextBox(Optional.of("Watts"), "Watts:", 60, false, 5, NOWHERE),
            new Control.LongDecimalTextBox(Optional.of("Age"), "Age:", -1, true, 2, NOWHERE),
            new Control.TextBox(Optional.of("Words"), "Words:", Optional.of("bright"), NOWHERE),
            new Control.ComboBox(
                Optional.of("Place"),
                "Place:",
                Optional.of("%HALL%"),
                List.of("Hall", "Attic"),
                true,
                NOWHERE),
            new Control.MultiTextBox(Optional.of("Poem"), "Poem:", true, 6, NOWHERE),
            new Control.DropdownList(
                Optional.of("Colour"), "Colour:", true, Optional.of(1L), NOWHERE),
            new Control.ListBox(Optional.of("Rooms"), "Rooms:", NOWHERE),
            new Control.ListBox(Optional.of("Switches"), "Switches:", NOWHERE));
  }

  @Test
  void readsProductsAndWhatIsSupported() {
    var admx = northlight.owner("Northlight.Policies").orElseThrow();

    assertThat(admx.products()).hasSize(1);
    assertThat(admx.products().get(0).versions()).hasSize(2);
    assertThat(admx.supportedOn())
        .extracting(SupportedOn::combination)
        .containsExactly(
            SupportedOn.Combination.OR, SupportedOn.Combination.OR, SupportedOn.Combination.AND);
    assertThat(admx.supportedOn().get(1).conditions().get(0))
        .satisfies(
            range -> {
              assertThat(range.ref().name()).isEqualTo("Lamp");
              assertThat(range.maxVersionIndex()).contains(2L);
            });
  }

  @Test
  void describesAPolicyWithItsPathAcrossFiles() {
    var description = northlight.describe(policy("Glow"), "en-US");

    assertThat(description.path()).containsExactly("Northlight", "Lamp", "Bulb");
    assertThat(description.displayName()).isEqualTo("Let lamps glow");
    assertThat(description.explainText())
        .contains("Enabled: lamps glow & warm.\nDisabled: they do not.");
    assertThat(description.supportedOn()).contains("Lamp 1 or later");
    assertThat(description.language()).isEqualTo("en-US");
  }

  @ParameterizedTest
  @CsvSource({
    "nl-NL,Noorderlicht",
    "nl-BE,Noorderlicht",
    "nl,Noorderlicht",
    "en-GB,Northlight",
    "pl-PL,Noorderlicht"
  })
  void fallsBackToTheNextBestLanguage(String language, String outermost) {
    var description = northlight.describe(policy("Glow"), language);

    assertThat(description.path()).containsExactly(outermost, "Lamp", "Bulb");
    assertThat(description.language()).isEqualTo("en-US");
  }

  @Test
  void findsAPolicyByWhatItWrites() {
    assertThat(names(northlight, "SOFTWARE\\policies\\northlight\\lamp\\", "glow"))
        .containsExactly("Glow");
    assertThat(names(northlight, "Software\\Policies\\Northlight\\Other", "Long"))
        .containsExactly("Lists");
    assertThat(names(northlight, "Software\\Policies\\Northlight\\Valued", "Also"))
        .containsExactly("Everything");
    assertThat(names(northlight, "Software\\Policies\\Northlight\\Everything", "Warm"))
        .containsExactly("Everything");
    assertThat(names(northlight, "Software\\Policies\\Northlight", "Glow")).isEmpty();
  }

  @Test
  void findsOfficesPolicyByItsKeyWhateverItIsCalled() {
    var files =
        Fixtures.northlight(
            "lamp.admx",
            "key=\"Software\\Policies\\Northlight\\Lamp\" valueName=\"Glow\"",
            "key=\"software\\policies\\microsoft\\office\\16.0\\common\" valueName=\"linkedin\"");

    assertThat(Templates.of(files).officeLinkedIn())
        .map(policy -> policy.name().name())
        .contains("Glow");
    assertThat(northlight.officeLinkedIn()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "lamp.admx | ref=\"nl:NewLamps\" | ref=\"nl:Candles\" | WARNING | There is no product or definition “Candles”",
        "lamp.admx | ref=\"nl:NewLamps\" | ref=\"xx:NewLamps\" | ERROR | The prefix “xx” stands for nothing.",
        "lamp.admx | parentCategory ref=\"Bulb\" | parentCategory ref=\"Blub\" | ERROR | There is no category “Blub”",
        "lamp.admx | \"Northlight.Policies\" | \"Elsewhere\" | WARNING | is in a template that is not here",
        "lamp.admx | \"Northlight.Policies.Lamp\" | \"Northlight.Policies\" | ERROR | is also that of",
        "lamp.admx | parentCategory ref=\"nl:Northlight\" | parentCategory ref=\"Bulb\" | ERROR | is within itself",
        "lamp.admx | name=\"Lists\" | name=\"Glow\" | ERROR | There is more than one policy “Glow”.",
        "lamp.admx | name=\"Lists\" | name=\"GLOW\" | ERROR | There is more than one policy “GLOW”.",
        "lamp.admx | id=\"Plain\" | id=\"VALUED\" | ERROR | more than one element",
        "lamp.admx | name=\"Bulb\" | name=\"Lamp\" | ERROR | There is more than one category “Lamp”.",
        "lamp.admx | id=\"Plain\" | id=\"Valued\" | ERROR | more than one element “Valued”",
        "lamp.admx | <using prefix=\"nl\" | <using prefix=\"lamp\" | ERROR | The prefix “lamp” is there more than once.",
        "lamp.admx | $(string.Glow) | $(string.Shine) | ERROR | There is no string “Shine” in en-US/lamp.adml.",
        "lamp.admx | $(string.Red) | $(string.Rot) | ERROR | There is no string “Rot”",
        "lamp.admx | $(presentation.Everything) | $(presentation.Nothing) | ERROR | There is no presentation “Nothing”",
        "lamp.admx | presentation=\"$(presentation.Everything)\" | | WARNING | has elements and no presentation",
        "lamp.admx | minRequiredRevision=\"1.0\" | minRequiredRevision=\"1.5\" | ERROR | lamp.admx wants 1.5 or later",
        "lamp.admx | class=\"User\" | class=\"Everyone\" | ERROR | class=\"Everyone\"",
        "lamp.admx | class=\"User\" | | ERROR | has no class",
        "lamp.admx | value=\"4294967295\" | value=\"4294967296\" | ERROR | value=\"4294967296\"",
        "lamp.admx | maxValue=\"18446744073709551615\" | maxValue=\"18446744073709551616\" | ERROR | maxValue=",
        "lamp.admx | required=\"1\" | required=\"maybe\" | ERROR | required=\"maybe\"",
        "lamp.admx | key=\"Software\\Policies\\Northlight\\Lamp\" | key=\"HKEY_CURRENT_USER\\Software\" | ERROR | key=\"HKEY_CURRENT_USER",
        "lamp.admx | <delete/> | | ERROR | <value> has nothing in it.",
        "lamp.admx | <delete/> | <delete/><delete/> | ERROR | <value> has too much in it.",
        "lamp.admx | <multiText | <manyText | ERROR | <manyText> does not belong in <elements>.",
        "lamp.admx | <longDecimal id | <longDecimal shape=\"round\" id | WARNING | unknown attribute shape",
        "lamp.admx | <seeAlso>Lamp</seeAlso> | <keywords>x</keywords> | ERROR | more than one <keywords>",
        "lamp.admx | name=\"Glow\" | name=\"Gl-ow\" | WARNING | name=\"Gl-ow\"",
        "lamp.admx | revision=\"1.4\" | revision=\"one\" | WARNING | revision=\"one\"",
        "lamp.admx | <policies> | <policies>text | WARNING | <policies> has a text.",
        "lamp.admx | PolicyDefinitions\" xmlns:xsi | Else\" xmlns:xsi | ERROR | of another namespace",
        "lamp.admx | <supportedOn ref=\"nl:Lamp1\"/> | | WARNING | <policy> has no <supportedOn>.",
        "en-US/lamp.adml | id=\"Bulb\" | id=\"Lamp\" | WARNING | There is more than one string “Lamp”.",
        "en-US/lamp.adml | checkBox refId=\"Plain\" | checkBox refId=\"Plane\" | ERROR | has no element “Plane”",
        "en-US/lamp.adml | <listBox refId=\"Rooms\">Rooms:</listBox> | | WARNING | not shown: “Rooms”",
        "en-US/lamp.adml | <listBox refId=\"Rooms\">Rooms:</listBox> | <checkBox refId=\"Rooms\">R</checkBox> | WARNING | <checkBox> is not for the element “Rooms”",
        "en-US/lamp.adml | <checkBox refId=\"Plain\"> | <checkBox> | ERROR | <checkBox> has no refId.",
        "en-US/lamp.adml | policyDefinitionResources | policyDefinitions | ERROR | The file begins with <policyDefinitions>."
      })
  void saysWhatIsWrongAndWhereAndHowToMendIt(
      String file,
      String text,
      @Nullable String replacement,
      Finding.Severity severity,
      String what) {
    var templates =
        Templates.of(Fixtures.northlight(file, text, replacement == null ? "" : replacement));

    assertThat(templates.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.what()).contains(what);
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.mend()).endsWith(".");
              assertThat(finding.place())
                  .isInstanceOfSatisfying(
                      AtLine.class, place -> assertThat(place.line()).isPositive());
            });
  }

  @Test
  void namesTheLineAndColumn() {
    var templates =
        Templates.of(Fixtures.northlight("lamp.admx", "class=\"User\"", "class=\"Everyone\""));

    assertThat(templates.findings().get(0))
        .hasToString(
            "lamp.admx, line 22, column 5: error: <policy> has class=\"Everyone\"."
                + " It is User, Machine or Both (ADMX schema, PolicyDefinition).");
  }

  @Test
  void leavesOutOnlyThePolicyThatIsWrong() {
    var templates =
        Templates.of(Fixtures.northlight("lamp.admx", "class=\"User\"", "class=\"Everyone\""));

    assertThat(templates.policies())
        .extracting(policy -> policy.name().name())
        .containsExactly("Everything", "Lists");
  }

  @Test
  void tellsAnOrderThatThePolicyEditorRefuses() {
    var templates =
        Templates.of(
            Fixtures.northlight(
                "lamp.admx",
                """
                      <parentCategory ref="Bulb"/>
                      <supportedOn ref="nl:NewLamps"/>
                """,
                """
                      <supportedOn ref="nl:NewLamps"/>
                      <parentCategory ref="Bulb"/>
                """));

    assertThat(templates.findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.toString())
                    .startsWith(
                        "lamp.admx, line 24, column 7: error: <parentCategory> comes too late"));
    assertThat(templates.policies()).hasSize(3);
  }

  @Test
  void aFileThatIsNoXmlIsOneError() {
    var templates =
        Templates.of(Map.of(TemplateName.parse("x.admx"), "no template".getBytes(UTF_8)));

    assertThat(templates.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.isError()).isTrue());
    assertThat(templates.admxs()).isEmpty();
  }

  @Test
  void missesTextsThatAreNotThereAndTemplatesThatAreNotThere() {
    var files = Fixtures.northlight();
    files.remove(TemplateName.parse("en-US/lamp.adml"));
    files.put(TemplateName.parse("en-US/gone.adml"), Fixtures.bytes("en-US/northlight.adml"));

    assertThat(Templates.of(files).findings())
        .extracting(Finding::what)
        .containsExactly(
            "There are no texts for this template.",
            "These texts belong to no template that could be read.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://www.microsoft.com/GroupPolicy/PolicyDefinitions", ""})
  void takesTheNamespacesThatThePolicyEditorTakes(String namespace) {
    var templates =
        Templates.of(
            Fixtures.northlight(
                "northlight.admx",
                "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions",
                namespace));

    assertThat(templates.findings()).noneMatch(Finding::isError);
    assertThat(templates.owner("Northlight.Policies")).isPresent();
  }

  @Test
  void stopsSayingTheSameAfterAThousandErrors() {
    var reading =
        TemplateReader.adml(
            "en-US/x.adml",
            "en-US",
            ("<policyDefinitionResources revision='1.0' schemaVersion='1.0'><resources><stringTable>"
                    + "<string/>".repeat(5_000)
                    + "</stringTable></resources></policyDefinitionResources>")
                .getBytes(UTF_8));

    assertThat(reading.findings().stream().filter(Finding::isError)).hasSize(1_000);
    assertThat(reading.hasErrors()).isTrue();
  }

  private static final AtLine NOWHERE = new AtLine("", 1, 1);

  private Policy policy(String name) {
    return northlight.policy(new ItemName(LAMPS, name)).orElseThrow();
  }

  private static <T extends PolicyElement> T element(
      List<PolicyElement> elements, String id, Class<T> type) {
    return elements.stream()
        .filter(each -> each.id().equals(id))
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Templates templates, String key, String valueName) {
    return templates.policiesOf(key, valueName).stream()
        .map(policy -> policy.name().name())
        .toList();
  }

  private static Policy.Write write(String key, String valueName, Value value) {
    return new Policy.Write(key, valueName, value);
  }

  private static Value decimal(long value) {
    return new Value.Decimal(value);
  }
}
