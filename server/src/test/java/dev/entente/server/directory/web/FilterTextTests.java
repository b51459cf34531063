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
