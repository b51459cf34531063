package dev.entente.grouppolicy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

@Tag("M60")
class EntentePolicyTests {

  private static final String NAMESPACE =
      "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

  private final Templates templates = Templates.of(EntentePolicy.files());

  @Test
  void hasNothingWrong() {
    assertThat(templates.findings()).isEmpty();
    assertThat(EntentePolicy.files()).hasSize(5);
  }

  @Test
  void writesUnderEntentesOwnKey() {
    var policy = templates.policy(EntentePolicy.NAME).orElseThrow();

    assertThat(policy.policyClass()).isEqualTo(PolicyClass.USER);
    assertThat(policy.enabled())
        .containsExactly(
            new Policy.Write(EntentePolicy.KEY, EntentePolicy.VALUE, new Value.Decimal(1)));
    assertThat(policy.disabled())
        .containsExactly(
            new Policy.Write(EntentePolicy.KEY, EntentePolicy.VALUE, new Value.Decimal(0)));
    assertThat(templates.officeLinkedIn()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, Show LinkedIn features in applications that work with Entente",
    "nl-BE, LinkedIn-functies weergeven in toepassingen die met Entente werken",
    "de-AT, 'LinkedIn-Funktionen in Anwendungen anzeigen, die mit Entente arbeiten'",
    "fr-CA, Afficher les fonctionnalités LinkedIn dans les applications qui fonctionnent avec Entente",
    "pl-PL, Show LinkedIn features in applications that work with Entente"
  })
  void speaksFourLanguages(String language, String displayName) {
    var policy = templates.policy(EntentePolicy.NAME).orElseThrow();

    var description = templates.describe(policy, language);

    assertThat(description.displayName()).isEqualTo(displayName);
    assertThat(description.path()).containsExactly("Entente");
    assertThat(description.explainText().orElseThrow())
        .contains("HKEY_CURRENT_USER\\" + EntentePolicy.KEY)
        .contains("Microsoft Office");
    assertThat(description.supportedOn()).isPresent();
  }

  @Test
  void saysTheSameInEachLanguageOnlyWhereItIsAName() {
    var explained = new HashSet<String>();
    for (var language : EntentePolicy.LANGUAGES) {
      var policy = templates.policy(EntentePolicy.NAME).orElseThrow();
      explained.add(templates.describe(policy, language).explainText().orElseThrow());
    }

    assertThat(explained).hasSize(EntentePolicy.LANGUAGES.size());
  }

  @Test
  void isValidAgainstTheGrammarOfTheSpecification() throws SAXException {
    var schema = schema(new StreamSource(resource("admx.xsd")));

    valid(schema, EntentePolicy.files(), NAMESPACE);
    valid(schema, Fixtures.northlight(), NAMESPACE);
  }

  @Test
  void thatGrammarTellsWhatIsWrong() throws SAXException {
    var schema = schema(new StreamSource(resource("admx.xsd")));
    var files = Fixtures.northlight("lamp.admx", "class=\"User\"", "class=\"Everyone\"");

    assertThatExceptionOfType(SAXException.class)
        .isThrownBy(() -> validate(schema, files, "lamp.admx"))
        .withMessageContaining("Everyone");
  }

  /** Run with {@code -Dentente.admx-schema=FOLDER}, the three files of [MS-GPREG] §7 in it. */
  @Test
  void isValidAgainstThePublishedSchemaWhereThatIs() throws Exception {
    var folder = System.getProperty("entente.admx-schema", "/usr/share/admx-schema");
    var file = Path.of(folder, "PolicyDefinitionFiles.xsd");
    assumeTrue(
        Files.isRegularFile(file),
        () -> "Microsoft's schema is not in " + folder + "; it is not ours to ship.");

    var target = Pattern.compile("targetNamespace=\"([^\"]+)\"").matcher(Files.readString(file));
    assertThat(target.find()).isTrue();

    valid(schema(new StreamSource(file.toFile())), EntentePolicy.files(), target.group(1));
  }

  private static void valid(Schema schema, Map<TemplateName, byte[]> files, String namespace) {
    files.forEach(
        (name, content) -> {
          var text = new String(content, StandardCharsets.UTF_8).replace(NAMESPACE, namespace);
          assertThatCode(() -> validate(schema, text))
              .as(name.toString())
              .doesNotThrowAnyException();
        });
  }

  private static void validate(Schema schema, Map<TemplateName, byte[]> files, String name)
      throws Exception {
    var content = Objects.requireNonNull(files.get(TemplateName.parse(name)), name);
    validate(schema, new String(content, StandardCharsets.UTF_8));
  }

  private static void validate(Schema schema, String text) throws Exception {
    schema
        .newValidator()
        .validate(
            new StreamSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Schema schema(StreamSource source) throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(source);
  }

  private static String resource(String name) {
    return Objects.requireNonNull(EntentePolicyTests.class.getResource(name), name)
        .toExternalForm();
  }
}
