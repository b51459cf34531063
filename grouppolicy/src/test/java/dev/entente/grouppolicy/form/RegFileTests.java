package dev.entente.grouppolicy.form;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M63")
class RegFileTests {

  private static final String HEADER = "Windows Registry Editor Version 5.00\r\n\r\n";

  private static final String EVERYTHING =
      """
      Windows Registry Editor Version 5.00

      ; a comment
      # another
      [HKEY_CURRENT_USER\\Software\\Example]
      @="default"
      "Text"="C:\\\\Program Files\\\\\\"x\\"" ; and one here
      "Lines"="one
      two"
      "Number"=dword:1F
        "Bytes" = hex:00,ff
      "None"=hex:
      "Path"=hex(2):25,00,\\
        41,00,25,00,\\
        00,00
      "List"=hex(7):61,00,00,00,00,00
      "Long"=hex(b):ff,ff,ff,ff,ff,ff,ff,ff
      "Odd"=hex(4):01
      "Gone"=-
      @=-

      [-HKEY_LOCAL_MACHINE\\Software\\Old\\Thing]
      [HKEY_CURRENT_USER\\Software\\A]B\\]
      "x"=""
      """;

  @Test
  void aKeyWithoutValuesIsMade() {
    var text =
        """
        Windows Registry Editor Version 5.00

        [HKEY_CURRENT_USER\\A]

        [HKEY_CURRENT_USER\\B]
        "x"=dword:00000001

        [HKEY_CURRENT_USER\\B]

        [HKEY_CURRENT_USER\\B]
        "y"=-

        [HKEY_CURRENT_USER\\C]

        """
            .replace("\n", "\r\n");
    var settings = RegFile.settings("a.reg", text.getBytes(UTF_8));

    assertThat(settings.settings())
        .extracting(
            it -> it.entry().key() + " " + it.entry().instruction().getClass().getSimpleName())
        .containsExactly(
            "A CreateKey", "B SetValue", "B CreateKey", "B DeleteValue", "C CreateKey");
    assertThat(new String(RegFile.write(settings), UTF_16LE).substring(1)).isEqualTo(text);
  }

  @Test
  void readsEveryKindOfValueAndDeletion() {
    var key = "Software\\Example";

    var settings = read(EVERYTHING);

    assertThat(settings.settings())
        .containsExactly(
            set(key, "", RegistryValue.string("default")),
            set(key, "Text", RegistryValue.string("C:\\Program Files\\\"x\"")),
            set(key, "Lines", RegistryValue.string("one\ntwo")),
            set(key, "Number", RegistryValue.dword(31)),
            set(key, "Bytes", value(3, 0, 0xFF)),
            set(key, "None", value(3)),
            set(key, "Path", value(2, '%', 0, 'A', 0, '%', 0, 0, 0)),
            set(key, "List", RegistryValue.multiString(List.of("a"))),
            set(key, "Long", RegistryValue.qword(-1)),
            set(key, "Odd", value(4, 1)),
            set(key, "**del.Gone", RegistryValue.string(" ")),
            set(key, "**del.", RegistryValue.string(" ")),
            new Setting(
                Hive.LOCAL_MACHINE,
                new RegistryEntry("Software\\Old", "**DeleteKeys", RegistryValue.string("Thing"))),
            set("Software\\A]B", "x", RegistryValue.string("")));
  }

  @Test
  void whatIsWrittenIsReadBackInEveryEncoding() {
    var settings = read(EVERYTHING);

    var written = RegFile.write(settings);

    var text = new String(written, 2, written.length - 2, StandardCharsets.UTF_16LE);
    var marked = '\uFEFF' + text;
    for (var file :
        List.of(
            written,
            text.getBytes(StandardCharsets.UTF_8),
            text.replace("\r\n", "\r").getBytes(StandardCharsets.UTF_8),
            marked.getBytes(StandardCharsets.UTF_8),
            marked.getBytes(StandardCharsets.UTF_16BE))) {
      assertThat(RegFile.settings("a.reg", file)).isEqualTo(settings);
    }
  }

  @Test
  void textsOfRegedit4AreInTheCodePageOfTheComputer() {
    var file =
        "REGEDIT4\n\n[HKEY_CURRENT_USER\\K]\n\"Größe\"=\"ü\"\n\"P\"=hex(2):fc,00\n\"B\"=hex:fc\n";

    var settings = RegFile.settings("a.reg", file.getBytes(Charset.forName("windows-1252")));

    assertThat(settings.settings())
        .containsExactly(
            set("K", "Größe", RegistryValue.string("ü")),
            set("K", "P", value(2, 0xFC, 0, 0, 0)),
            set("K", "B", value(3, 0xFC)));
  }

  @Test
  void longDataAreCutWhereTheRegistryEditorCutsThem() {
    var data = new byte[64];
    Arrays.fill(data, (byte) 0xAB);
    var bytes = RegistryValue.of(RegistryType.BINARY, data);
    var settings = new Settings(List.of(set("K", "Bytes", bytes)));

    var written = RegFile.write(settings);

    var lines = new String(written, StandardCharsets.UTF_16LE).lines().toList();
    assertThat(lines.get(3)).startsWith("\"Bytes\"=hex:ab,").endsWith(",ab,\\");
    assertThat(lines.get(4)).startsWith("  ab,ab,").endsWith(",\\");
    assertThat(lines).hasSize(7).allMatch(line -> line.length() <= 80);
    assertThat(RegFile.settings("a.reg", written)).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          LinkedIn=dword:0              | column 1  | neither a key
          "LinkedIn"                    | column 11 | should be “=”
          "LinkedIn"=0                  | column 12 | begin with no type
          "LinkedIn"=DWORD:0            | column 12 | small letters
          "LinkedIn"=dword:             | column 18 | one to eight
          "LinkedIn"=dword:123456789    | column 18 | one to eight
          "LinkedIn"=dword:0x1          | column 19 | something follows
          "LinkedIn"=hex:1,2,333        | column 20 | is no byte
          "LinkedIn"=hex(2:00           | column 17 | should be “):”
          "LinkedIn"=hex:00,\\00        | column 20 | the next line
          "LinkedIn"="C:\\Users"        | column 16 | stands alone
          "LinkedIn"="0                 | column 12 | does not end
          "Linked                       | column 1  | does not end
          "**del.LinkedIn"=""           | column 1  | is an instruction
          [HKEY_CURRENT_USER\\K         | column 1  | End the line with
          [HKCU\\K]                     | column 1  | “HKCU” is no root
          [HKEY_CURRENT_USER\\\\K]      | column 1  | two backslashes
          [HKEY_CURRENT_USER\\K] "a"=-  | column 1  | something follows
          [-HKEY_CURRENT_USER]          | column 1  | a whole root
          [-HKEY_CURRENT_USER\\K\\a;b]  | column 1  | a semicolon
          """)
  void saysWhatIsWrongAndWhere(String line, String where, String what) {
    var file = HEADER + "[HKEY_CURRENT_USER\\K]\r\n" + line + "\r\n";

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.reg, line 4, " + where + ": ")
        .hasMessageContaining(what);
  }

  @Test
  void aValueNeedsAKeyAndADeletedOneIsNone() {
    assertThatThrownBy(() -> read(HEADER + "\"a\"=-")).hasMessageContaining("in no key");
    assertThatThrownBy(() -> read(HEADER + "[-HKEY_CURRENT_USER\\K]\n\"a\"=-"))
        .hasMessageStartingWith("a.reg, line 4, column 1: this value is in no key.");
  }

  @Test
  void refusesWhatIsNoTextOfTheRegistryEditor() {
    assertThatThrownBy(() -> read("Registry")).hasMessageContaining("Make the first line “Windows");
    assertThatThrownBy(() -> read("REGEDIT4\0")).hasMessageContaining("is a NUL");
    assertThatThrownBy(() -> RegFile.settings("a.reg", new byte[] {-1, -2, 0}))
        .hasMessageStartingWith("a.reg, byte 2: ");
    assertThatThrownBy(() -> RegFile.settings("a.reg", new byte[] {-17, -69, -65, -1}))
        .hasMessageContaining("no UTF-8");
    assertThatThrownBy(() -> RegFile.settings("a.reg", new byte[10_000_001]))
        .hasMessageContaining("10000000 is the most");
  }

  @Test
  void refusesToWriteWhatTheRegistryEditorCannotRead() {
    var space = RegistryValue.string(" ");
    var refused =
        List.of(
            set("K", "**soft.a", space),
            set("K", "**delvals.", space),
            set("K", "**SecureKey", RegistryValue.dword(1)),
            set("K", "**other", space),
            set("K", "a\nb", space),
            set("K\r", "a", space),
            set("K\\\\L", "a", space),
            set("K", "**DeleteKeys", RegistryValue.string("a\\b")));

    for (var setting : refused) {
      assertThatThrownBy(() -> RegFile.write(new Settings(List.of(setting))))
          .as(setting.toString())
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Registry.pol instead");
    }
  }

  private static Settings read(String text) {
    return RegFile.settings("a.reg", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Setting set(String key, String name, RegistryValue value) {
    return new Setting(Hive.CURRENT_USER, new RegistryEntry(key, name, value));
  }

  private static RegistryValue value(int type, int... data) {
    var bytes = new byte[data.length];
    for (var i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return RegistryValue.of(new RegistryType(type), bytes);
  }
}
