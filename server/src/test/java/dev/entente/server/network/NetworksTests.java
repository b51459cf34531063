package dev.entente.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.kernel.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M21")
class NetworksTests {

  private final Networks none = new Networks(List.of());

  @Test
  void saysToTheCallerThatNoNetworkIsConfigured() {
    assertThat(none.all()).isEmpty();
    assertThat(none.find("linkedin")).isEmpty();
    assertThatThrownBy(() -> none.named("linkedin"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
              assertThat(problem.target()).contains("network");
              assertThat(problem.message()).isEqualTo("No network is configured on this server.");
            });
  }

  @Test
  void carriesAnAnswersReasonThroughWhatFollowsFromIt() {
    Answer<Integer> got = new Answer.Got<>(2);
    Answer<Integer> ended = new Answer.TokenEnded<>(Answer.Ending.EXPIRED);
    Answer<Integer> unreachable = new Answer.Unreachable<>("down", Optional.empty());

    assertThat(got.map(it -> "x".repeat(it))).isEqualTo(new Answer.Got<>("xx"));
    assertThat(got.then(_ -> new Answer.Nothing<String>())).isEqualTo(new Answer.Nothing<String>());
    assertThat(ended.map(String::valueOf))
        .isEqualTo(new Answer.TokenEnded<String>(Answer.Ending.EXPIRED));
    assertThat(unreachable.map(String::valueOf))
        .isEqualTo(new Answer.Unreachable<String>("down", Optional.empty()));
    assertThat(new Answer.NotYet<Integer>().map(String::valueOf))
        .isEqualTo(new Answer.NotYet<String>());
    assertThat(new Answer.NotOffered<Integer>().map(String::valueOf))
        .isEqualTo(new Answer.NotOffered<String>());
  }
}
