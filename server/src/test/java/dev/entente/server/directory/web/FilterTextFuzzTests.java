package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.entente.server.kernel.Problem;
import org.junit.jupiter.api.Tag;

/** Whatever is sent as {@code $filter} is understood or refused, and nothing else happens. */
@Tag("M14")
class FilterTextFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void everyTextIsUnderstoodOrRefused(@NotNull String text) {
    try {
      assertThat(FilterText.parse(text, Vocabulary.GROUP)).isNotNull();
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
    }
  }
}
