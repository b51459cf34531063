package dev.entente.grouppolicy.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three states in every form: the same bytes as ever, the same meaning, and the way back. */
@Tag("M63")
class FormTests {

  private static final List<Form> FORMS =
      List.of(
          new RegistryPol(),
          new RegFile(),
          new LgpoText(),
          new GroupPolicyScript("Ada's “LinkedIn” policy"),
          new RegistryScript(),
          new SettingsCatalog("LinkedIn \"in\" Office", IntuneTests.DEFINITION),
          new CustomProfile("LinkedIn in Office", IntuneTests.OMA_URI),
          new CloudPolicyNotes());

  static List<Arguments> formsAndStates() {
    var all = new ArrayList<Arguments>();
    for (var form : FORMS) {
      for (var state : PolicyState.values()) {
        all.add(Arguments.of(form, state));
      }
    }
    return all;
  }

  @Test
  void everyFormIsInTheTable() {
    assertThat(FORMS.stream().<Class<?>>map(Object::getClass).toList())
        .containsExactlyInAnyOrder(Form.class.getPermittedSubclasses());
    assertThat(FORMS.stream().map(Form::fileName)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("formsAndStates")
  void whatIsWrittenIsReadBack(Form form, PolicyState state) {
    assertThat(form.read(form.fileName(), form.write(state))).isEqualTo(state);
  }

  @ParameterizedTest
  @MethodSource("formsAndStates")
  void theBytesAreThoseOfTheGoldenFile(Form form, PolicyState state) throws IOException {
    var name = state.name().toLowerCase(Locale.ROOT) + "-" + form.fileName();

    try (var golden = FormTests.class.getResourceAsStream("/golden/form/" + name)) {
      assertThat(golden).as(name).isNotNull();
      assertThat(form.write(state)).isEqualTo(golden.readAllBytes());
    }
  }

  /** A judge that shares no code with the forms: looks for the one change by a pattern. */
  @ParameterizedTest
  @MethodSource("formsAndStates")
  void anotherReaderFindsTheSame(Form form, PolicyState state) {
    var file = form.write(state);
    var isUtf16 = file[0] == (byte) 0xFF;
    var text = new String(file, isUtf16 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);

    for (var other : PolicyState.values()) {
      var pattern = requireNonNull(PATTERNS.get(form.getClass())).get(other);
      var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
      assertThat(found).as("%s by %s", other, pattern).isEqualTo(other == state);
    }
  }

  @Test
  void aFileThatDoesNotSpeakOfThePolicyIsRefusedInsteadOfTakenForNotConfigured() {
    var elsewhere =
        new Settings(
            List.of(
                new Setting(Hive.LOCAL_MACHINE, Entries.policy(PolicyState.DISABLED)),
                new Setting(Hive.CURRENT_USER, Entries.deleteAllValues("Software\\Other")),
                new Setting(Hive.CURRENT_USER, Entries.deleteKeys("Software", List.of("Pol")))));

    assertThatThrownBy(() -> new RegFile().read("a.reg", "REGEDIT4\n".getBytes(UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.reg: nothing is said of the policy's value LinkedIn. Set it");
    assertThatThrownBy(() -> new LgpoText().read("a.txt", LgpoText.write(elsewhere)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.txt: nothing is said");
  }

  @Test
  void whatDeletesTheValueWithOthersIsNotConfigured() {
    for (var entry :
        List.of(
            Entries.deleteAllValues("software\\policies\\Microsoft\\Office\\16.0\\Common\\"),
            Entries.deleteKeys("Software", List.of("Other", "policies")))) {
      var settings = new Settings(List.of(new Setting(Hive.CURRENT_USER, entry)));

      assertThat(new LgpoText().read("a.txt", LgpoText.write(settings)))
          .isEqualTo(PolicyState.NOT_CONFIGURED);
    }
  }

  private static final String PATH =
      "Software\\\\Policies\\\\Microsoft\\\\Office\\\\16\\.0\\\\Common";
  private static final String DRIVE = "'HKCU:?\\\\" + PATH + "'.*";

  private static final Map<Class<?>, Map<PolicyState, String>> PATTERNS =
      Map.of(
          RegistryPol.class,
          patterns(
              ";\0\4\0\0\0;\0\1\0\0\0\\]\0\\z",
              ";\0\4\0\0\0;\0\0\0\0\0\\]\0\\z",
              "\\APReg\1\0\0\0\\z"),
          RegFile.class,
          patterns(reg("dword:00000001"), reg("dword:00000000"), reg("-")),
          LgpoText.class,
          patterns(lgpo("DWORD:1"), lgpo("DWORD:0"), lgpo("DELETE")),
          GroupPolicyScript.class,
          patterns(
              DRIVE + "\nSet-GPRegistryValue @setting -Type DWord -Value 1 ",
              DRIVE + "\nSet-GPRegistryValue @setting -Type DWord -Value 0 ",
              DRIVE + "Remove-GPRegistryValue @setting "),
          RegistryScript.class,
          patterns(
              DRIVE + "New-ItemProperty [^\n]*\\$name -PropertyType DWord -Value 1 -Force",
              DRIVE + "New-ItemProperty [^\n]*\\$name -PropertyType DWord -Value 0 -Force",
              DRIVE + "Remove-ItemProperty -LiteralPath \\$key -Name \\$name"),
          SettingsCatalog.class,
          patterns("showlinkedin_1\"", "showlinkedin_0\"", "\"settings\": \\[\\]"),
          CustomProfile.class,
          patterns("\"<enabled/>\"", "\"<disabled/>\"", "\"omaSettings\": \\[\\]"),
          CloudPolicyNotes.class,
          patterns("choose Enabled,", "choose Disabled,", "choose Not configured,"));

  private static Map<PolicyState, String> patterns(String on, String off, String none) {
    return Map.of(
        PolicyState.ENABLED, on, PolicyState.DISABLED, off, PolicyState.NOT_CONFIGURED, none);
  }

  private static String reg(String data) {
    return "\\A\uFEFFWindows Registry Editor Version 5\\.00\r\n\r\n\\[HKEY_CURRENT_USER\\\\"
        + PATH
        + "\\]\r\n\"LinkedIn\"="
        + data
        + "\r\n\r\n\\z";
  }

  private static String lgpo(String action) {
    return "\\A\uFEFFUser\r\n" + PATH + "\r\nLinkedIn\r\n" + action + "\r\n\\z";
  }

  @Test
  void aValueThatIsNoStateIsNamed() {
    var file =
        RegFile.write(
            new Settings(
                List.of(
                    new Setting(
                        Hive.CURRENT_USER,
                        new RegistryEntry(
                            "software\\policies\\microsoft\\office\\16.0\\common",
                            "linkedin",
                            RegistryValue.dword(7))))));

    assertThatThrownBy(() -> new RegFile().read("a.reg", file))
        .hasMessage(
            "a.reg: the value LinkedIn is REG_DWORD 7, which is no state of the policy."
                + " Make it REG_DWORD 1 (Enabled) or 0 (Disabled), or take it away.");
  }
}
