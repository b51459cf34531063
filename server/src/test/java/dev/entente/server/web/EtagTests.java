package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.entente.server.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtagTests {

  private final Etag present = new Etag(3);

  @Test
  void isWrittenAsAWeakTag() {
    assertThat(present).hasToString("W/\"3\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"3\"", "\"3\"", " W/\"3\" ", "*", "W/\"1\", W/\"3\""})
  void letsAChangeOfThePresentVersionPass(String ifMatch) {
    assertThatCode(() -> present.requireMatch(ifMatch, EtagTests::stale))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"2\"", "3", "W/3", "\"\"", "W/\"33\"", "W/\"-3\"", "nonsense"})
  void refusesAStaleOrStrangeVersion(String ifMatch) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> present.requireMatch(ifMatch, EtagTests::stale))
        .returns(Problem.Code.PRECONDITION_FAILED, Problem::code);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void asksForTheVersion(@Nullable String ifMatch) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> present.requireMatch(ifMatch, EtagTests::stale))
        .returns(Problem.Code.PRECONDITION_REQUIRED, Problem::code);
  }

  private static Problem stale() {
    return new Problem(Problem.Code.PRECONDITION_FAILED, "It has changed.");
  }
}
