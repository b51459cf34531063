package dev.entente.grouppolicy.gpo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.entente.grouppolicy.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
@DisplayName("[MS-GPREG] §3.1.5.7, §7.4")
class PolicyCommentsTests {

  private static final PolicyComment BITS =
      new PolicyComment(
          "Microsoft.Policies.BITS",
          "BITS_DisableBranchCache",
          "Do not change.",
          "$(resource.ns0_BITS_DisableBranchCache)");
  private static final PolicyComment TILE =
      new PolicyComment(
          "Microsoft.Policies.ControlPanel2", "UseDefaultTile", "Über <b> & \"c\"\n2");

  @Test
  void readsTheExampleOfTheSpecification() {
    assertThat(read(SPECIFICATION).comments()).containsExactly(BITS);
  }

  @Test
  void leavesAReferenceIntoAnotherFileAsItIs() {
    var localized = SPECIFICATION.replaceAll("(?s)<stringTable>.*</stringTable>", "");

    assertThat(read(localized).comments())
        .extracting(PolicyComment::text)
        .containsExactly("$(resource.ns0_BITS_DisableBranchCache)");
  }

  @Test
  void writesAReferenceIntoAnotherFileAsItIsAndWithoutAString() {
    var localized = SPECIFICATION.replaceAll("(?s)<stringTable>.*</stringTable>", "");

    var written = new String(read(localized).with(TILE).toBytes(), UTF_8);

    assertThat(written)
        .contains("commentText=\"$(resource.ns0_BITS_DisableBranchCache)\"")
        .containsOnlyOnce("<string ")
        .doesNotContain("id=\"ns0_BITS_DisableBranchCache\"");
    assertThat(read(written)).isEqualTo(read(localized).with(TILE));
  }

  @Test
  void keepsTheNamesOfStrings() {
    assertThat(new String(read(SPECIFICATION).with(TILE).toBytes(), UTF_8))
        .contains("<string id=\"ns0_BITS_DisableBranchCache\">Do not change.</string>");
  }

  @Test
  void givesEachTextAStringOfItsOwn() {
    var comments =
        new PolicyComments(
            List.of(
                new PolicyComment("a.b", "c", "one"),
                new PolicyComment("a", "b_c", "two"),
                new PolicyComment("a", "b.c", "three")));

    assertThat(read(new String(comments.toBytes(), UTF_8)))
        .isEqualTo(comments)
        .extracting(PolicyComments::comments, list(PolicyComment.class))
        .extracting(PolicyComment::text)
        .containsExactly("one", "two", "three");
  }

  @Test
  void writesBackEveryCharacterThatAReferenceStoodFor() {
    var odd =
        SPECIFICATION
            .replace("Do not change.", "a&#13;&#10;b&#13;")
            .replace("BITS_DisableBranchCache\"", "B&#13;&#10;&#9;\"")
            .replace("ns0_BITS_DisableBranchCache)", "ns0_B&#13;&#10;&#9;)");

    assertThat(read(odd).comments())
        .extracting(PolicyComment::policy, PolicyComment::text)
        .containsExactly(tuple("B\r\n\t", "a\r\nb\r"));
    assertThat(read(new String(read(odd).toBytes(), UTF_8))).isEqualTo(read(odd));
  }

  @Test
  void readsBackWhatItWrote() {
    var comments = new PolicyComments(List.of(BITS, TILE));

    assertThat(PolicyComments.read("comment.cmtx", comments.toBytes())).isEqualTo(comments);
  }

  @Test
  void readsBackNoComments() {
    assertThat(PolicyComments.read("comment.cmtx", PolicyComments.NONE.toBytes()))
        .isEqualTo(PolicyComments.NONE);
  }

  @Test
  void replacesTheCommentAboutTheSamePolicy() {
    var other = new PolicyComment(BITS.namespace(), BITS.policy(), "Ask first.");

    assertThat(new PolicyComments(List.of(BITS, TILE)).with(other).comments())
        .containsExactly(other, TILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix=\"ns0\"", "policyRef=\"ns0:BITS_DisableBranchCache\"", "id="})
  void refusesAFileWithoutWhatItNeeds(String part) {
    assertThatThrownBy(() -> read(SPECIFICATION.replace(part, "x=\"y\" z=")))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void refusesAnotherFile() {
    assertThatThrownBy(() -> read("<policyDefinitions/>"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no policyComments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0007", "\uD800", "\uFFFF"})
  void refusesACharacterThatXmlDoesNotHave(String text) {
    assertThatThrownBy(() -> new PolicyComment("n", "p", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("comment: XML has no room for the character U+");
  }

  private static PolicyComments read(String text) {
    return PolicyComments.read("comment.cmtx", text.getBytes(UTF_8));
  }

  private static final String SPECIFICATION =
      """
      <?xml version='1.0' encoding='utf-8'?>
      <policyComments xmlns:xsd="http://www.w3.org/2001/XMLSchema" revision="1.0" schemaVersion="1.0"
          xmlns="http://www.microsoft.com/GroupPolicy/CommentDefinitions">
        <policyNamespaces>
          <using prefix="ns0" namespace="Microsoft.Policies.BITS"></using>
        </policyNamespaces>
        <comments>
          <admTemplate>
            <comment policyRef="ns0:BITS_DisableBranchCache"
                commentText="$(resource.ns0_BITS_DisableBranchCache)"></comment>
          </admTemplate>
        </comments>
        <resources minRequiredRevision="1.0">
          <stringTable>
            <string id="ns0_BITS_DisableBranchCache">Do not change.</string>
          </stringTable>
        </resources>
      </policyComments>
      """;
}
