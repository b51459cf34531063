package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.Filter;
import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.PersonField;
import dev.entente.server.kernel.Problem;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M14")
class FilterTextTests {

  @Test
  void readsAComparison() {
    assertThat(users("displayName eq 'Ben Okafor'"))
        .isEqualTo(is(PersonField.DISPLAY_NAME, "Ben Okafor"));
  }

  @Test
  void twoQuotesInATextAreOne() {
    assertThat(users("surname eq 'O''Brien'")).isEqualTo(is(PersonField.SURNAME, "O'Brien"));
    assertThat(users("surname eq ''")).isEqualTo(is(PersonField.SURNAME, ""));
    assertThat(users("surname eq ''''")).isEqualTo(is(PersonField.SURNAME, "'"));
  }

  @Test
  void whatLooksLikeSqlIsText() {
    assertThat(users("mail eq ''' OR 1=1 --'")).isEqualTo(is(PersonField.MAIL, "' OR 1=1 --"));
  }

  @Test
  void andBindsTighterThanOr() {
    assertThat(users("surname eq 'a' or surname eq 'b' and accountEnabled eq true"))
        .isEqualTo(
            new Filter.Or<>(
                List.of(
                    is(PersonField.SURNAME, "a"),
                    new Filter.And<>(
                        List.of(
                            is(PersonField.SURNAME, "b"),
                            is(PersonField.ACCOUNT_ENABLED, "true"))))));
  }

  @Test
  void parenthesesBindFirst() {
    assertThat(users("(surname eq 'a' or surname eq 'b') and accountEnabled eq false"))
        .isEqualTo(
            new Filter.And<>(
                List.of(
                    new Filter.Or<>(
                        List.of(is(PersonField.SURNAME, "a"), is(PersonField.SURNAME, "b"))),
                    is(PersonField.ACCOUNT_ENABLED, "false"))));
  }

  @Test
  void readsABeginning() {
    assertThat(users("startsWith(mail,'ben@')"))
        .isEqualTo(new Filter.StartsWith<>(PersonField.MAIL, "ben@"));
  }

  @Test
  void readsASet() {
    assertThat(users("userPrincipalName in ('a@b.example', 'c@d.example')"))
        .isEqualTo(
            new Filter.OneOf<>(
                PersonField.USER_PRINCIPAL_NAME, List.of("a@b.example", "c@d.example")));
  }

  @Test
  void readsTheFilterForMicrosoft365Groups() {
    assertThat(FilterText.parse("groupTypes/any(c:c eq 'Unified')", Vocabulary.GROUP))
        .isEqualTo(new Filter.OneOf<>(GroupField.GROUP_TYPES, List.of("Unified")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "displayName",
        "displayName eq",
        "displayName eq Ben",
        "displayName eq 'Ben",
        "displayName ne 'Ben'",
        "not displayName eq 'Ben'",
        "contains(displayName,'Ben')",
        "password eq 'x'",
        "'displayName' eq 'Ben'",
        "displayName eq 'Ben' and",
        "displayName eq 'Ben' displayName eq 'Ada'",
        "(displayName eq 'Ben'",
        "displayName eq 'Ben')",
        "displayName in ()",
        "displayName in ('Ben'",
        "displayName eq null",
        "accountEnabled eq 'true'",
        "accountEnabled eq 1",
        "startswith(accountEnabled,'t')",
        "startswith(id,'0b')",
        "startswith(displayName)",
        "startswith(displayName,Ben)",
        "id eq 'ben'",
        "displayName eq 'a\0b'",
        "groupTypes/any(c:c eq 'Unified')"
      })
  void whatIsNotUnderstoodIsRefusedByName(String text) {
    assertThatThrownBy(() -> users(text))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(Problem.Code.INVALID_REQUEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the end cannot be filtered by here",
        "'surname' eq 'a'|\"surname\" cannot be filtered by here",
        "contains(surname,'a')|\"contains\" cannot be filtered by here",
        "not surname eq 'a'|\"not\" cannot be filtered by here",
        "password eq 'a'|\"password\" cannot be filtered by here",
        "surname|after surname only eq and in are understood, and startswith(surname,'…') before it",
        "surname ne 'a'|after surname only eq and in are understood",
        "surname eq|the end stands where a text in single quotes belongs",
        "surname eq a|\"a\" stands where a text in single quotes belongs",
        "surname eq 'a|a text has no closing quote",
        "surname eq 'a' b|\"b\" stands where the end belongs",
        "surname eq 'a')|\")\" stands where the end belongs",
        "(surname eq 'a'|the end stands where \")\" belongs",
        "surname in ('a'|the end stands where \")\" belongs",
        "surname in 'a'|\"a\" stands where \"(\" belongs",
        "startswith(surname)|\")\" stands where \",\" belongs",
        "startswith(id,'0b')|startswith is for texts",
        "accountEnabled eq 'true'|\"true\" stands where true or false belongs",
        "surname/any(it:it eq 'a')|after surname only eq and in are understood",
      })
  void saysWhatStandsWhere(String text, String words) {
    refused(text, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "groupTypes eq 'Unified'|groupTypes is a collection: groupTypes/any(it:it eq '…')",
        "groupTypes ne 'Unified'|groupTypes is a collection: groupTypes/any(it:it eq '…')",
        "groupTypes/any(a:b eq 'Unified')|\"b\" stands where \"a\" belongs",
        "groupTypes/all(a:a eq 'Unified')|groupTypes is a collection",
      })
  void saysHowACollectionIsAsked(String text, String words) {
    assertThatThrownBy(() -> FilterText.parse(text, Vocabulary.GROUP))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(words);
  }

  @Test
  void depthLengthAndNumberOfValuesAreBounded() {
    refused("(".repeat(3_000) + "surname eq 'a'" + ")".repeat(3_000), "deep");
    refused("(".repeat(10_000) + "surname eq 'a'" + ")".repeat(10_000), "characters");
    refused("surname in ('a'" + ",'b'".repeat(100) + ")", "values");
  }

  private static void refused(String text, String because) {
    assertThatThrownBy(() -> users(text)).isInstanceOf(Problem.class).hasMessageContaining(because);
  }

  private static Filter<PersonField> users(String text) {
    return FilterText.parse(text, Vocabulary.USER);
  }

  private static Filter<PersonField> is(PersonField field, String value) {
    return new Filter.OneOf<>(field, List.of(value));
  }
}
