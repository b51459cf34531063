package dev.entente.grouppolicy.gpo;

import static dev.entente.grouppolicy.PolicyState.DISABLED;
import static dev.entente.grouppolicy.PolicyState.NOT_CONFIGURED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("M61")
class GroupPolicyObjectTests {

  private static final GpoId ID =
      new GpoId(UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9"));
  private static final GroupPolicyObject FRESH =
      GroupPolicyObject.fresh(ID, "northlight.example", "Office");

  @Test
  void isReadAsItWasWritten() {
    var change = FRESH.to(DISABLED);
    var attributes = new HashMap<>(FRESH.directory().attributes());
    attributes.putAll(change.attributes());
    var files = new HashMap<String, byte[]>();
    change.files().forEach(file -> files.put(file.path(), file.content()));

    assertThat(GroupPolicyObject.of(ID, attributes, files)).isEqualTo(change.after());
  }

  @Test
  void isReadHoweverItsFilesAndAttributesAreSpelt() {
    var read =
        GroupPolicyObject.of(
            ID,
            Map.of("VERSIONNUMBER", "-65535", "gpcuserextensionnames", " "),
            Map.of(
                "gpt.ini",
                "[General]\r\nVersion=-65535\r\n".getBytes(ISO_8859_1),
                "USER\\registry.pol",
                FRESH.to(DISABLED).after().userPolicy().toBytes()));

    assertThat(read.state()).contains(DISABLED);
    assertThat(read.directory().version()).isEqualTo(read.gptIni().version());
  }

  @Test
  void isRefusedWithoutAVersionOfItsFiles() {
    assertThatThrownBy(() -> GroupPolicyObject.of(ID, Map.of(), Map.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("GPT.INI: the object {31B2F340-016D-11D2-945F-00C04FB984F9}");
  }

  @ParameterizedTest
  @CsvSource({"versionNumber,x", "flags,4294967295", "gPCFunctionalityVersion,two"})
  void isRefusedWithAnAttributeThatIsNoNumber(String attribute, String value) {
    assertThatThrownBy(() -> DirectoryObject.of(Map.of(attribute, value)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(attribute + ": ");
  }

  @Test
  void isRefusedWithANameThatNoBackupCouldHold() {
    assertThatThrownBy(() -> DirectoryObject.of(Map.of("displayName", "Office\u0007")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("displayName: XML has no room for the character U+0007.");
  }

  @ParameterizedTest
  @CsvSource({"2,0,true", "2,2,true", "2,1,false", "2,3,false", "1,0,false"})
  void appliesToUsersUnlessSwitchedOffForThem(String functionality, String flags, boolean applies) {
    var object =
        DirectoryObject.of(Map.of("gPCFunctionalityVersion", functionality, "flags", flags));

    assertThat(object.appliesToUsers()).isEqualTo(applies);
  }

  @ParameterizedTest
  @EnumSource(PolicyState.class)
  void isInTheStateThatItWasBroughtInto(PolicyState state) {
    assertThat(FRESH.to(state).after().state()).contains(state);
  }

  @Test
  void isInNoStateWithAValueThatIsNone() {
    var odd =
        FRESH
            .userPolicy()
            .with(
                new RegistryEntry(
                    OfficeLinkedInPolicy.POLICY_KEY,
                    OfficeLinkedInPolicy.POLICY_VALUE,
                    RegistryValue.dword(7)));

    assertThat(FRESH.to(odd, PolicyComments.NONE).after().state()).isEmpty();
  }

  @Test
  void leavesThatStateToo() {
    var odd =
        FRESH
            .userPolicy()
            .with(
                new RegistryEntry(
                    OfficeLinkedInPolicy.POLICY_KEY,
                    OfficeLinkedInPolicy.POLICY_VALUE,
                    RegistryValue.string("no")));

    assertThat(FRESH.to(odd, PolicyComments.NONE).after().to(NOT_CONFIGURED).after().state())
        .contains(NOT_CONFIGURED);
  }
}
