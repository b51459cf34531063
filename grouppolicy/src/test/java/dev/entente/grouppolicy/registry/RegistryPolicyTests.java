package dev.entente.grouppolicy.registry;

import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
class RegistryPolicyTests {

  private static final RegistryEntry DISABLED =
      new RegistryEntry(POLICY_KEY, POLICY_VALUE, RegistryValue.dword(0));
  private static final RegistryEntry OTHER =
      new RegistryEntry("Software\\Policies\\Acme", "Colour", RegistryValue.string("grün"));
  private static final RegistryPolicy FILE = new RegistryPolicy(List.of(OTHER, DISABLED));

  @Test
  void aFileOverTheLimitIsRefused() {
    assertThatThrownBy(() -> RegistryPolicy.read("a.pol", new byte[RegistryPolicy.MAX_BYTES + 1]))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.pol: the file is larger than 32 MB.");
  }

  @Test
  void writesTheOnePolicyAsTheGoldenFile() throws IOException {
    var written = new RegistryPolicy(List.of(DISABLED)).toBytes();

    assertThat(written).hasSize(144).isEqualTo(golden("linkedin-disabled.pol"));
  }

  @Test
  void readsTheGoldenFile() throws IOException {
    var policy = RegistryPolicy.read("Registry.pol", golden("linkedin-disabled.pol"));

    assertThat(policy.entries()).containsExactly(DISABLED);
  }

  @Test
  void writesBackWhatItReadWhateverIsInTheEntries() {
    var random = new Random(4);

    assertThat(IntStream.range(0, 2_000).mapToObj(i -> randomPolicy(random)))
        .allSatisfy(
            policy -> {
              var bytes = policy.toBytes();
              var read = RegistryPolicy.read("Registry.pol", bytes);
              assertThat(read).isEqualTo(policy);
              assertThat(read.toBytes()).isEqualTo(bytes);
            });
  }

  @Test
  void refusesEveryFileThatIsCutOff() {
    var whole = FILE.toBytes();
    var boundaries = List.of(8, new RegistryPolicy(List.of(OTHER)).toBytes().length);

    assertThat(IntStream.range(0, whole.length).filter(size -> !boundaries.contains(size)))
        .allSatisfy(
            size ->
                assertThatThrownBy(
                        () -> RegistryPolicy.read("Registry.pol", Arrays.copyOf(whole, size)))
                    .isInstanceOf(InvalidInput.class));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12, 40})
  void refusesAnythingAfterTheLastEntry(int more) {
    var whole = FILE.toBytes();

    assertThatThrownBy(
            () -> RegistryPolicy.read("Registry.pol", Arrays.copyOf(whole, whole.length + more)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.place()).isEqualTo(new AtByte("Registry.pol", whole.length)));
  }

  @Test
  void refusesASizeBeyondTheEndOfTheFileBeforeItTakesMemoryForIt() {
    var file = new RegistryPolicy(List.of(DISABLED)).toBytes();
    var size = file.length - 2 - 4 - 2 - 4;
    Arrays.fill(file, size, size + 4, (byte) 0xFF);

    assertThatThrownBy(() -> RegistryPolicy.read("Registry.pol", file))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Registry.pol, byte 132: the entry says it has 4294967295 bytes, but the file ends"
                + " before. Copy the file again from where it was made; it is cut off or damaged.");
  }

  @Test
  void saysThatAnotherFileIsNoRegistryPolicy() {
    var text = "Windows Registry Editor Version 5.00".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RegistryPolicy.read("my.reg", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("my.reg, byte 0: this is no Registry.pol");
  }

  @Test
  void refusesAnotherVersion() {
    var file = FILE.toBytes();
    file[4] = 2;

    assertThatThrownBy(() -> RegistryPolicy.read("Registry.pol", file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Registry.pol, byte 4: version 2");
  }

  @Test
  void findsTheValueInAnyCase() {
    var file = FILE.with(new RegistryEntry("SOFTWARE\\ACME\\", "Émile", RegistryValue.dword(7)));

    assertThat(file.value("software\\acme", "éMILE")).contains(RegistryValue.dword(7));
  }

  @Test
  void putsAnEntryInThePlaceOfTheOneAboutTheSameValue() {
    var enabled = new RegistryEntry(POLICY_KEY, POLICY_VALUE, RegistryValue.dword(1));

    assertThat(new RegistryPolicy(List.of(DISABLED, OTHER)).with(enabled).entries())
        .containsExactly(enabled, OTHER);
  }

  @Test
  void putsANewEntryLast() {
    assertThat(new RegistryPolicy(List.of(OTHER)).with(DISABLED)).isEqualTo(FILE);
  }

  @Test
  void replacesADeletionOfTheSameValue() {
    var deletion = new RegistryEntry(POLICY_KEY, "**DEL.linkedin", RegistryValue.string(" "));

    assertThat(new RegistryPolicy(List.of(deletion, OTHER)).with(DISABLED).entries())
        .containsExactly(DISABLED, OTHER);
  }

  @Test
  void putsAnEntryLastWhereALaterOneWouldUndoIt() {
    var deletion = new RegistryEntry(POLICY_KEY, "**DelVals.", RegistryValue.string(" "));

    assertThat(new RegistryPolicy(List.of(DISABLED, deletion)).with(DISABLED).entries())
        .containsExactly(deletion, DISABLED);
  }

  @Test
  void takesAValueOutAndLeavesTheOthers() {
    assertThat(FILE.without(POLICY_KEY.toUpperCase(Locale.ROOT), "linkedin").entries())
        .containsExactly(OTHER);
  }

  private static RegistryPolicy randomPolicy(Random random) {
    return new RegistryPolicy(
        random.ints(random.nextInt(6), 0, 14).mapToObj(type -> randomEntry(type, random)).toList());
  }

  private static RegistryEntry randomEntry(int type, Random random) {
    var data = new byte[random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
    random.nextBytes(data);
    return new RegistryEntry(
        randomText(random),
        (random.nextBoolean() ? "**del." : "") + randomText(random),
        RegistryValue.of(new RegistryType(type == 13 ? random.nextInt() : type), data));
  }

  /** Any code units but NUL: separators, half surrogate pairs, letters beyond ASCII. */
  private static String randomText(Random random) {
    var text = new StringBuilder();
    random
        .ints(random.nextInt(12), 1, 0x10000)
        .forEach(unit -> text.append((char) (unit % 3 == 0 ? "[;]\\*".charAt(unit % 5) : unit)));
    return text.toString();
  }

  static byte[] golden(String name) throws IOException {
    try (var file = RegistryPolicyTests.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }
}
