package dev.entente.grouppolicy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
class RegistryValueTests {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x8000_0000L, 0xFFFF_FFFFL})
  void aDwordIsUnsigned(long number) {
    assertThat(RegistryValue.dword(number).dword()).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x1_0000_0000L})
  void refusesWhatDoesNotFitADword(long number) {
    assertThatThrownBy(() -> RegistryValue.dword(number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDwordOfAnotherSizeOrTypeIsNoNumber() {
    assertThat(
            List.of(
                RegistryValue.of(RegistryType.DWORD, new byte[2]),
                RegistryValue.of(RegistryType.DWORD, new byte[8]),
                RegistryValue.of(RegistryType.BINARY, new byte[4])))
        .allSatisfy(value -> assertThat(value.dword()).isEmpty());
  }

  @Test
  void aQwordKeepsAllItsBits() {
    assertThat(RegistryValue.qword(Long.MIN_VALUE).qword()).hasValue(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "abc\0", "abc\0rest"})
  void aStringEndsAtItsTerminatorOrItsSize(String data) {
    var value = RegistryValue.of(RegistryType.SZ, data.getBytes(StandardCharsets.UTF_16LE));

    assertThat(value.string()).contains("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0bc", "a\0bc\0", "a\0bc\0\0", "a\0bc\0\0rest\0\0"})
  void severalStringsEndAtTheirTerminatorsOrTheirSize(String data) {
    var value = RegistryValue.of(RegistryType.MULTI_SZ, data.getBytes(StandardCharsets.UTF_16LE));

    assertThat(value.multiString()).contains(List.of("a", "bc"));
  }

  @Test
  void severalStringsAreReadAsTheyWereWritten() {
    assertThat(RegistryValue.multiString(List.of("a", "bc")).multiString())
        .contains(List.of("a", "bc"));
  }

  @Test
  void noStringsAreTwoBytes() {
    assertThat(RegistryValue.multiString(List.of()).data()).containsExactly(0, 0);
  }

  @Test
  void refusesAnEmptyStringAmongSeveral() {
    assertThatThrownBy(() -> RegistryValue.multiString(List.of("a", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void handsOutACopyOfItsBytes() {
    var value = RegistryValue.dword(1);

    value.data()[0] = 9;

    assertThat(value).isEqualTo(RegistryValue.dword(1));
  }

  @Test
  void namesATypeThatHasNoName() {
    assertThat(new RegistryType(99)).hasToString("0x63");
  }
}
