package dev.entente.grouppolicy.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M60")
class SafeXmlTests {

  @Test
  void readsElementsAttributesAndText() {
    var root =
        read("<a xmlns='urn:x' b='1' xsi:c='2' xmlns:xsi='urn:y'>t<d/>&lt;<![CDATA[&]]></a>");

    assertThat(root.namespace()).isEqualTo("urn:x");
    assertThat(root.attributes()).containsOnly(entry("b", "1"));
    assertThat(root.text()).isEqualTo("t<&");
    assertThat(root.children()).extracting(XmlElement::name).containsExactly("d");
  }

  @Test
  void knowsWhereEveryStartTagBegins() {
    var random = new Random(1);
    var text = new StringBuilder("<r><g>");
    var fillers =
        List.of(
            "\r\n",
            "\n",
            "\r",
            "x",
            "\ud83d\ude00 é",
            "<!-- <e> -->",
            "<?p <e> ?>",
            "&lt;",
            "<![CDATA[ <e> ]]>",
            "<f>\n</f>",
            "words ".repeat(50));
    for (var i = 0; i < 5_000; i++) {
      text.append(fillers.get(random.nextInt(fillers.size())));
      text.append(i % 500 == 0 ? "</g><g>" : "");
      text.append(random.nextBoolean() ? "<e a='>\n2' b=\"&amp;\"\r\n/>" : "<e>t</e>");
    }
    var source = text.append("</g></r>").toString();

    var lines = source.split("\r\n|\r|\n", -1);
    var found = new ArrayList<AtLine>();
    for (var group : read(source).children()) {
      group.children("e").forEach(child -> found.add(child.place()));
    }

    assertThat(found).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(found)
        .allSatisfy(
            place ->
                assertThat(lines[place.line() - 1].substring(place.column() - 1)).startsWith("<e"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a \0 [ <! ",
        "<!doctype a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]><a/>",
        "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;'><!ENTITY z '&y;&y;'>]><a>&z;</a>"
      })
  void refusesEveryDoctypeWhereItIs(String source) {
    refuses("<?xml version='1.0'?>\n " + source)
        .hasMessage(
            "a.xml, line 2, column 2: The file has a DOCTYPE. Remove it; entities are never read.");
  }

  @Test
  void quotesAFileInOneLine() {
    refuses("<?xml version='1\r\n2'?><a/>")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r", "\n"));
    refuses("<?xml version='1.0' encoding='x\r\ny'?><a/>")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r", "\n"));
  }

  @Test
  void refusesAnUndeclaredEntity() {
    refuses("<a>\n&x;</a>").hasMessageContaining("line 2").hasMessageContaining("well-formed");
  }

  @Test
  void refusesWhatIsTooDeep() {
    refuses("<a>".repeat(10_000) + "</a>".repeat(10_000))
        .hasMessageContaining("column 193: The file has elements more than 64 deep.");
  }

  @Test
  void refusesTooManyAttributes() {
    var attributes =
        IntStream.range(0, 100_000).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());

    refuses("<a" + attributes + "/>").hasMessageContaining("more than 64 attributes");
  }

  @Test
  void takesAsManyAttributesAsAreAllowed() {
    var attributes =
        IntStream.range(0, 64).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());

    assertThat(read("<a" + attributes + "/>").attributes()).hasSize(64);
  }

  @Test
  void refusesTooManyElements() {
    refuses("<a>" + "<b/>".repeat(500_000) + "</a>")
        .hasMessageContaining("more than 500000 elements");
  }

  @Test
  void refusesHugeTextsAndAttributes() {
    refuses("<a>\n<b>" + "x".repeat(70_000) + "</b></a>")
        .hasMessageContaining("line 2, column 1: The file has a text of more than 65536");
    refuses("<a b='" + "x".repeat(70_000) + "'/>")
        .hasMessageContaining("an attribute of more than");
    refuses("<" + "x".repeat(70_000) + "/>").hasMessageContaining("well-formed");
  }

  @Test
  void refusesAFileOverTheLimitBeforeReadingIt() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> SafeXml.read("a.xml", new byte[SafeXml.MAX_BYTES + 1]))
        .withMessageContaining("larger than 16 MB");
  }

  @Test
  void countsNoEscapedCharacterAsAnEntity() {
    var text = "<b>" + "&amp;".repeat(60_000) + "</b>";

    assertThat(read("<a>" + text.repeat(5) + "</a>").children()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "<a>",
        "<a></b>",
        "<a/><a/>",
        "<a b=''b=''/>",
        "<x:a/>",
        "<a>\0</a>"
      })
  void refusesWhatIsNotXmlAndSaysWhere(String source) {
    refuses(source)
        .hasMessageContaining("not well-formed")
        .satisfies(e -> assertThat(((InvalidInput) e).place()).isInstanceOf(AtLine.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "UTF-8", "utf8", "utf-16", "us-ascii", "bogus"})
  void goesByTheByteOrderMark(String declared) {
    var source = "\ufeff<?xml version='1.0' encoding='" + declared + "'?><a>é</a>";

    for (var charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      assertThat(read(source, charset).text()).isEqualTo("é");
    }
  }

  @Test
  void readsWhatIsDeclaredWithoutAMark() {
    assertThat(read("<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>", ISO_8859_1).text())
        .isEqualTo("é");
    assertThat(read("<?xml version='1.0' encoding='utf-16'?><a>é</a>", UTF_16LE).text())
        .isEqualTo("é");
    assertThat(read("<?xml version='1.0' encoding='utf-16'?><a>é</a>", UTF_16BE).text())
        .isEqualTo("é");
  }

  @Test
  void refusesWhatIsNotInTheEncodingItSays() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> read("<a>é</a>", ISO_8859_1))
        .withMessageContaining("not valid UTF-8")
        .satisfies(e -> assertThat(e.place()).isEqualTo(new AtByte("a.xml", 3)));
    refuses("<?xml version='1.0' encoding='utf-16'?><a/>")
        .hasMessageContaining("says that it is in utf-16");
    refuses("<?xml version='1.0' encoding='x-bogus'?><a/>").hasMessageContaining("x-bogus");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(String source) {
    return assertThatThrownBy(() -> read(source)).isInstanceOf(InvalidInput.class);
  }

  private static XmlElement read(String source) {
    return read(source, UTF_8);
  }

  private static XmlElement read(String source, Charset charset) {
    return SafeXml.read("a.xml", source.getBytes(charset));
  }
}
