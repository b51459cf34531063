package dev.entente.grouppolicy.gpo;

import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_VALUE;
import static dev.entente.grouppolicy.PolicyState.DISABLED;
import static dev.entente.grouppolicy.PolicyState.ENABLED;
import static dev.entente.grouppolicy.PolicyState.NOT_CONFIGURED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("M61")
class GpoChangeTests {

  private static final GpoId ID =
      GpoId.read("{31b2f340-016d-11d2-945f-00c04fb984f9}", new InFile("test"));
  private static final GroupPolicyObject FRESH =
      GroupPolicyObject.fresh(ID, "northlight.example", "Office");
  private static final RegistryEntry OTHER =
      new RegistryEntry("Software\\Policies\\Acme", "Colour", RegistryValue.dword(3));
  private static final String PAIR =
      "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F73-3407-48AE-BA88-E8213C6761F1}]";

  @Test
  void disablesInANewObject() {
    var change = FRESH.to(DISABLED);

    assertThat(change.files())
        .containsExactly(
            new GpoFile(
                "User\\Registry.pol",
                new RegistryPolicy(
                        List.of(
                            new RegistryEntry(POLICY_KEY, POLICY_VALUE, RegistryValue.dword(0))))
                    .toBytes()),
            new GpoFile(
                "GPT.INI", "[General]\r\nVersion=65536\r\n".getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(change.attributes())
        .isEqualTo(Map.of("gPCUserExtensionNames", PAIR, "versionNumber", "65536"));
  }

  @Test
  void aFreshObjectHasWhatAClientAsksFor() {
    assertThat(FRESH.directory().attributes())
        .containsEntry("displayName", "Office")
        .containsEntry(
            "gPCFileSysPath",
            "\\\\northlight.example\\SysVol\\northlight.example\\Policies\\"
                + "{31B2F340-016D-11D2-945F-00C04FB984F9}")
        .containsEntry("gPCFunctionalityVersion", "2")
        .containsEntry("flags", "0")
        .containsEntry("versionNumber", "0");
  }

  @Test
  void enabledTakesThePlaceOfDisabled() {
    var after = FRESH.to(DISABLED).after().to(ENABLED).after();

    assertThat(after.userPolicy().entries())
        .containsExactly(new RegistryEntry(POLICY_KEY, POLICY_VALUE, RegistryValue.dword(1)));
    assertThat(after.gptIni().version()).isEqualTo(new GpoVersion(2, 0));
  }

  @ParameterizedTest
  @EnumSource(PolicyState.class)
  void theStateThatItIsInIsNoChange(PolicyState state) {
    var change = FRESH.to(state).after().to(state);

    assertThat(change.isEmpty()).isTrue();
    assertThat(change.files()).isEmpty();
    assertThat(change.attributes()).isEmpty();
    assertThat(change.undo().isEmpty()).isTrue();
  }

  @Test
  void notConfiguredTakesOutItsEntryOnlyAndKeepsTheExtensionForTheOthers() {
    var before = FRESH.to(new RegistryPolicy(List.of(OTHER)), PolicyComments.NONE).after();

    var after = before.to(DISABLED).after().to(NOT_CONFIGURED).after();

    assertThat(after.userPolicy().entries()).containsExactly(OTHER);
    assertThat(after.directory().userExtensions()).hasToString(PAIR);
  }

  @Test
  void notConfiguredTakesTheExtensionOutWhereNothingElseIsLeft() {
    var change = FRESH.to(DISABLED).after().to(NOT_CONFIGURED);

    assertThat(change.attributes())
        .isEqualTo(Map.of("gPCUserExtensionNames", "", "versionNumber", "131072"));
    assertThat(change.files().get(0))
        .isEqualTo(new GpoFile("User\\Registry.pol", RegistryPolicy.EMPTY.toBytes()));
  }

  @Test
  void undoBringsTheContentBackWithAVersionOfItsOwn() {
    var before = FRESH.to(new RegistryPolicy(List.of(OTHER)), PolicyComments.NONE).after();
    var change = before.to(DISABLED);

    var undone = change.undo();

    assertThat(undone.before()).isEqualTo(change.after());
    assertThat(undone.after().userPolicy()).isEqualTo(before.userPolicy());
    assertThat(undone.after().directory().userExtensions())
        .isEqualTo(before.directory().userExtensions());
    assertThat(undone.after().gptIni().version()).isEqualTo(new GpoVersion(3, 0));
    assertThat(undone.after().directory().version()).isEqualTo(new GpoVersion(3, 0));
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "3, 7"})
  void countsOnFromTheHigherVersionAndLeavesTheComputerSidesAlone(int inDirectory, int inFiles) {
    var object =
        new GroupPolicyObject(
            ID,
            FRESH.directory().with(new GpoVersion(inDirectory, 5), ExtensionNames.NONE),
            GptIni.of(new GpoVersion(inFiles, 2)),
            RegistryPolicy.EMPTY,
            PolicyComments.NONE);

    var after = object.to(DISABLED).after();

    assertThat(after.directory().version()).isEqualTo(new GpoVersion(8, 5));
    assertThat(after.gptIni().version()).isEqualTo(new GpoVersion(8, 2));
    assertThat(after.to(DISABLED).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PolicyState.class)
  void aChangeWhoseFilesAreWrittenAndWhoseDirectoryIsNotIsCompleted(PolicyState state) {
    var before = FRESH.to(state == ENABLED ? DISABLED : ENABLED).after();
    var change = before.to(state);
    var cutOff =
        new GroupPolicyObject(
            ID,
            before.directory(),
            change.after().gptIni(),
            change.after().userPolicy(),
            PolicyComments.NONE);

    var rest = cutOff.to(state);

    assertThat(rest.files()).extracting(GpoFile::path).containsExactly("GPT.INI");
    assertThat(rest.attributes())
        .isEqualTo(
            Map.of(
                "gPCUserExtensionNames",
                state == NOT_CONFIGURED ? "" : PAIR,
                "versionNumber",
                "196608"));
  }

  @Test
  void anExtensionThatTheDirectoryLacksIsAChange() {
    var there = FRESH.to(DISABLED).after();
    var lacking =
        new GroupPolicyObject(
            ID,
            there.directory().with(there.directory().version(), ExtensionNames.NONE),
            there.gptIni(),
            there.userPolicy(),
            there.userComments());

    assertThat(lacking.to(DISABLED).attributes()).containsEntry("gPCUserExtensionNames", PAIR);
  }

  @Test
  void writesACommentBetweenThePolicyAndTheVersion() {
    var comment = new PolicyComment("office16.Office.Microsoft.Policies.Windows", "P", "Ticket 7");

    var change = FRESH.to(new RegistryPolicy(List.of(OTHER)), PolicyComments.NONE.with(comment));

    assertThat(change.files())
        .extracting(GpoFile::path)
        .containsExactly("User\\Registry.pol", "User\\comment.cmtx", "GPT.INI");
  }
}
