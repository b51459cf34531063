package dev.entente.grouppolicy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.grouppolicy.InvalidInput.Place;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * Whatever is in the files, they are read or refused with a place in a file of theirs, twice in the
 * same way, and every policy that is left can be described. For a minute with {@code bin/test
 * --long}, else the seeds only.
 */
@Tag("M60")
class TemplateFuzzTests {

  private static final TemplateName ADMX = TemplateName.parse("x.admx");
  private static final TemplateName ADML = TemplateName.parse("en-US/x.adml");
  private static final byte[] SEPARATOR = {'\n', 0, '\n'};

  /** The two files with a line of one NUL between them, which no XML file has. */
  @FuzzTest(maxDuration = "60s")
  void filesAreReadOrRefused(byte[] bytes) {
    var end = separator(bytes);
    var files =
        Map.of(
            ADMX,
            Arrays.copyOfRange(bytes, 0, end),
            ADML,
            Arrays.copyOfRange(
                bytes, Math.min(bytes.length, end + SEPARATOR.length), bytes.length));

    var templates = Templates.of(files);

    assertThat(templates.findings()).isEqualTo(Templates.of(files).findings());
    assertThat(templates.findings()).hasSizeLessThanOrEqualTo(6_000).allSatisfy(this::hasAPlace);
    for (var policy : templates.policies()) {
      assertThat(templates.describe(policy, "nl-BE").path()).hasSizeLessThanOrEqualTo(32);
      assertThat(templates.policy(policy.name())).contains(policy);
      for (var write : policy.enabled()) {
        assertThat(templates.policiesOf(write.key(), write.valueName())).contains(policy);
      }
    }
    if (templates.admxs().isEmpty()) {
      assertThat(templates.findings()).anyMatch(Finding::isError);
    }
  }

  private void hasAPlace(Finding finding) {
    assertThat(finding.place().file()).isIn(ADMX.toString(), ADML.toString());
    assertThat(finding.what()).isNotBlank().doesNotContain("\r", "\n");
    assertThat(finding.mend()).isNotBlank();
    if (finding.place() instanceof Place.AtLine place) {
      assertThat(place.line()).isPositive();
      assertThat(place.column()).isPositive();
    }
  }

  private static int separator(byte[] bytes) {
    for (var i = 0; i + SEPARATOR.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length)) {
        return i;
      }
    }
    return bytes.length;
  }
}
