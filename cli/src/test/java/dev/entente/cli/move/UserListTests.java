package dev.entente.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.entente.cli.terminal.Text;
import dev.entente.cli.terminal.Trouble;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M9")
class UserListTests {

  private static final String BEN = "0b000000-0000-4000-8000-0000000000b1";
  private static final String ADA = "0b000000-0000-4000-8000-0000000000a1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id\nADA\nBEN\n",
        "ADA\nBEN\n",
        "ADA\r\n\r\n\r\nBEN",
        "\"ADA\"\n\"BEN\"\n",
        " ADA \n\u00A0BEN\n",
        "{ADA}\n{BEN}\n",
        "displayName,id\nAda,ADA\nBen,BEN\n",
        "displayName;id\nVisser, Ada;ADA\nOkafor, Ben;BEN\n",
        "displayName\tObject Id\nAda\tADA\nBen\tBEN\n",
        "sep=;\nname;id\nAda;ADA\nBen;BEN\n",
        "Ada,ADA\nBen,BEN\n",
        "manager,id\nBEN,ADA\nADA,BEN\n",
        "version:v1.0\nMember object ID or UPN [memberObjectIdOrUpn] Required\nADA\nBEN\n",
        "Name,Objekt-ID der Person\nAda,ADA\nBen,BEN\n",
        "id,mail\nADA,ben@x.example\nBEN,ada@x.example\n",
        "Id,Name,Object Id\n1001,Ada,ADA\n1002,Ben,BEN\n",
        "User;Objekt-ID\nAda Visser;ADA\nBen Okafor;BEN\n",
      })
  void findsTheColumnWhereverItIs(String csv) {
    var list = read(csv.replace("ADA", ADA).replace("BEN", BEN));

    assertThat(list.rows()).extracting(it -> it.user().toString()).containsExactly(ADA, BEN);
    assertThat(list.unreadable()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false",
    "UTF-8, true",
    "UTF-16LE, false",
    "UTF-16LE, true",
    "UTF-16BE, false",
    "UTF-16BE, true"
  })
  void readsEveryEncoding(Charset charset, boolean withMark) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes((withMark ? "\uFEFF" : "").getBytes(charset));
    bytes.writeBytes("navn;upn\nÅse;åse@x.example\nBen;ben@x.example\n".getBytes(charset));

    var list = UserList.read("users.csv", bytes.toByteArray());

    assertThat(list.rows())
        .extracting(it -> it.user().toString())
        .containsExactly("åse@x.example", "ben@x.example");
  }

  @Test
  void countsEachPersonOnceInAnyCase() {
    var list = read("upn\nben@x.example\nBEN@X.example\n\nben@x.example\n");

    assertThat(list.rows()).hasSize(1);
    assertThat(list.duplicates()).isEqualTo(2);
  }

  @Test
  void saysWhichLineNamesNobody() {
    var list = read("id,name\n%s,Ada\n,Ghost\n\nBen,Ben\n%s,Ben\n".formatted(ADA, BEN));

    assertThat(list.rows()).extracting(UserList.Row::line).containsExactly(2L, 6L);
    assertThat(list.unreadable())
        .extracting(Failure::line, Failure::user)
        .containsExactly(tuple(3L, ""), tuple(5L, "Ben"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ben@@x.example",
        "ben @x.example",
        "ben.x.example",
        "0b000000-0000-4000-8000-0000000000b",
        "0b00000000004000800000000000b1",
        "\"\""
      })
  void aMistypedFirstRowIsARowThatFails(String mistyped) {
    var list = read("%s,Ben\n%s,Ada\n".formatted(mistyped, ADA));

    assertThat(list.rows()).extracting(UserList.Row::line).containsExactly(2L);
    assertThat(list.unreadable()).extracting(Failure::line).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"who", "Column1", "Objekt-ID der Person", "Identité de l'utilisateur 2"})
  void aTitleIsNoRow(String title) {
    var list = read("%s,name\n%s,Ada\n".formatted(title, ADA));

    assertThat(list.rows()).hasSize(1);
    assertThat(list.unreadable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "name\nAda\nBen\n", "just one line of prose"})
  void aFileThatNamesNobodyIsRefused(String csv) {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> read(csv))
        .satisfies(it -> assertThat(it.what()).contains("No column holds"));
  }

  @Test
  void aFileThatIsNoCsvIsRefusedWithItsLine() {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> read("id\n%s\n\"unfinished\n".formatted(ADA)))
        .satisfies(it -> assertThat(it.what()).contains("not well-formed CSV"));
  }

  @Test
  void aFileInAnotherEncodingIsRefused() {
    var latin1 = "upn\nåse@x.example\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> UserList.read("users.csv", latin1))
        .satisfies(it -> assertThat(it.how()).contains("CSV UTF-8"));
  }

  @Test
  void keepsOddButRealNames() {
    var names =
        List.of("o'brien@x.example", "ben_contoso.com#ext#@x.onmicrosoft.com", "a+b@x.example");

    assertThat(read("upn\n" + String.join("\n", names)).rows())
        .extracting(it -> it.user().toString())
        .isEqualTo(names);
  }

  @Test
  void namesThatASpreadsheetWouldRunComeBackFromAnExport() {
    var names = List.of("-ben@x.example", "=ada@x.example", "+emil@x.example", "''fatou@x.example");
    var exported = names.stream().map(Text::inert).toList();

    assertThat(read("upn\n" + String.join("\n", exported)).rows())
        .extracting(it -> it.user().toString())
        .isEqualTo(names);
  }

  private static UserList read(String csv) {
    return UserList.read("users.csv", csv.getBytes(StandardCharsets.UTF_8));
  }
}
