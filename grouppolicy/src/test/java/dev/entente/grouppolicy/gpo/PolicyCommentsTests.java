package dev.entente.grouppolicy.gpo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
      new PolicyComment("Microsoft.Policies.BITS", "BITS_DisableBranchCache", "Do not change.");
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
  @ValueSource(strings = {"\u0000", "\u0007", "\r", "\uD800", "\uFFFF"})
  void refusesACharacterThatXmlDoesNotHave(String text) {
    assertThatThrownBy(() -> new PolicyComment("n", "p", text))
        .isInstanceOf(IllegalArgumentException.class);
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
