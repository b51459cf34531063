package dev.entente.grouppolicy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.registry.Instruction.DeleteAllValues;
import dev.entente.grouppolicy.registry.Instruction.SecureKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M62")
@DisplayName("[MS-GPREG] §3.2.5.1.2")
class RegistryStateTests {

  private static final String KEY = "Software\\Policies\\Acme";
  private static final RegistryValue ONE = RegistryValue.dword(1);
  private static final RegistryValue TWO = RegistryValue.dword(2);
  private static final RegistryValue SPACE = RegistryValue.string(" ");

  @Test
  void theLastOfTwoEntriesWins() {
    assertThat(after(entry("A", ONE), entry("A", TWO), "A")).contains(TWO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"**Del.A", "**del.a", "**DelVals.", "**delvals", "**DELVALS."})
  void aDeletionRemovesTheValueInAnyCase(String name) {
    assertThat(after(entry("A", ONE), entry(name, SPACE), "A")).isEmpty();
  }

  @Test
  void aValueSetAfterADeletionIsThere() {
    assertThat(after(entry("**DelVals.", SPACE), entry("A", ONE), "A")).contains(ONE);
  }

  @Test
  void deleteValuesRemovesTheListedOnes() {
    var delete = entry("**DeleteValues", RegistryValue.string("B;a"));

    assertThat(after(entry("A", ONE), delete, "A")).isEmpty();
  }

  @Test
  void deleteValuesLeavesTheOthers() {
    var delete = entry("**DeleteValues", RegistryValue.string("B;AA"));

    assertThat(after(entry("A", ONE), delete, "A")).contains(ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Software\\Policies\\ACME", "software\\policies\\Acme\\Below\\Deeper"})
  void deleteKeysRemovesTheSubkeyAndAllBelow(String key) {
    var set = new RegistryEntry(key, "A", ONE);
    var delete =
        new RegistryEntry("Software\\Policies", "**DeleteKeys", RegistryValue.string("X;acme"));

    assertThat(new RegistryPolicy(List.of(set, delete)).value(key, "A")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Software\\Policies\\AcmeToo", "Software\\Policies", "Software\\Acme"})
  void deleteKeysLeavesEveryOtherKey(String key) {
    var set = new RegistryEntry(key, "A", ONE);
    var delete =
        new RegistryEntry("Software\\Policies", "**DeleteKeys", RegistryValue.string("Acme"));

    assertThat(new RegistryPolicy(List.of(set, delete)).value(key, "A")).contains(ONE);
  }

  @Test
  void aSoftValueIsSetWhereThereIsNone() {
    assertThat(after(entry("B", TWO), entry("**soft.A", ONE), "A")).contains(ONE);
  }

  @Test
  void aSoftValueLeavesTheOneThatIsThere() {
    assertThat(after(entry("A", TWO), entry("**SOFT.A", ONE), "A")).contains(TWO);
  }

  @Test
  void aLaterPolicyWinsOverAnEarlierOne() {
    var state =
        RegistryState.EMPTY
            .apply(new RegistryPolicy(List.of(entry("A", ONE), entry("B", ONE))))
            .apply(new RegistryPolicy(List.of(entry("**Del.A", SPACE), entry("B", TWO))));

    assertThat(List.of(state.value(KEY, "A"), state.value(KEY, "B")))
        .containsExactly(Optional.empty(), Optional.of(TWO));
  }

  @Test
  void anUnknownNameWithAsterisksIsAValue() {
    assertThat(after(entry("**Frob.A", ONE), entry("A", TWO), "**frob.a")).contains(ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"L\u0131nkedIn", "\u017Fet"})
  void aLetterBeyondAsciiIsNoneOfAscii(String name) {
    assertThat(after(entry("LinkedIn", ONE), entry("Set", ONE), name)).isEmpty();
  }

  @Test
  void aSpecialNameWithTheSignOfKelvinIsAValue() {
    assertThat(entry("**Delete\u212Aeys", SPACE).instruction())
        .isEqualTo(new Instruction.SetValue("**Delete\u212Aeys", SPACE));
  }

  @Test
  void anEntryWithNothingButAKeySetsNoValue() {
    assertThat(after(entry("", RegistryValue.NOTHING), entry("A", ONE), "")).isEmpty();
  }

  @Test
  void securesAKeyOnlyWithOne() {
    assertThat(List.of(entry("**SecureKey", ONE), entry("**securekey", TWO)))
        .extracting(RegistryEntry::instruction)
        .containsExactly(new SecureKey(true), new SecureKey(false));
  }

  @Test
  void takesTheSpaceAfterASpecialNameAsItsEnd() {
    assertThat(entry("**DelVals. ", SPACE).instruction()).isEqualTo(new DeleteAllValues());
  }

  private static Optional<RegistryValue> after(RegistryEntry first, RegistryEntry then, String of) {
    return new RegistryPolicy(Arrays.asList(first, then)).value(KEY, of);
  }

  private static RegistryEntry entry(String name, RegistryValue value) {
    return new RegistryEntry(KEY, name, value);
  }
}
