package dev.entente.grouppolicy.gpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
@DisplayName("[MS-GPOL] §2.2.4, versionNumber")
class GpoVersionTests {

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "65537, 1, 1", "131072, 2, 0", "-65536, 65535, 0", "-1, 65535, 65535"})
  void usersAreTheHighHalf(int number, int user, int computer) {
    assertThat(GpoVersion.of(number))
        .isEqualTo(new GpoVersion(user, computer))
        .hasToString("" + number);
  }

  @ParameterizedTest
  @CsvSource({"0, 65536", "3, 65539", "2147418112, -2147483648"})
  void aChangeOfTheUserSideCountsThereOnly(int before, int after) {
    assertThat(GpoVersion.of(before).afterUserChange(GpoVersion.NONE).number()).isEqualTo(after);
  }

  @Test
  void countsOnFromTheHigherOfTwoAndKeepsItsComputerSide() {
    assertThat(new GpoVersion(3, 2).afterUserChange(new GpoVersion(7, 5)))
        .isEqualTo(new GpoVersion(8, 2));
  }

  @Test
  void afterTheLastVersionComesOneSinceZeroIsAnEmptyObject() {
    assertThat(new GpoVersion(65_535, 7).afterUserChange(new GpoVersion(3, 9)))
        .isEqualTo(new GpoVersion(1, 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesWhatHasMoreThanSixteenBits(int user) {
    assertThatThrownBy(() -> new GpoVersion(user, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
