package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
@Tag("M7")
class DirectoryTests {

  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;

  @Test
  void knowsAPersonByIdAndByPrincipalNameInAnyCase() {
    var ada = directory.person(Cast.NORTHLIGHT, Cast.ADA).orElseThrow();

    assertThat(ada.displayName()).isEqualTo("Ada Visser");
    assertThat(directory.personByPrincipalName(Cast.NORTHLIGHT, "ADA@northlight.example"))
        .contains(ada);
  }

  @Test
  void doesNotKnowAnotherTenantsPeople() {
    assertThat(directory.person(Cast.NORTHLIGHT, Cast.HANA)).isEmpty();
  }

  @Test
  void pagesThroughPeopleWithoutLosingOrRepeatingAny() {
    var first = directory.people(Cast.NORTHLIGHT, Optional.empty(), 5);
    var rest = directory.people(Cast.NORTHLIGHT, Optional.of(first.getLast().id()), 5);

    assertThat(first).hasSize(5);
    assertThat(rest).hasSize(3).doesNotContainAnyElementsOf(first);
  }

  @Test
  void countsDirectAndNestedMembers() {
    assertThat(Members.has(search, Cast.NORTHLIGHT, Cast.BEN, Cast.SALES)).isTrue();
    assertThat(Members.has(search, Cast.NORTHLIGHT, Cast.CHLOE, Cast.SALES)).isTrue();
    assertThat(Members.has(search, Cast.NORTHLIGHT, Cast.EMIL, Cast.SALES)).isFalse();
    assertThat(Members.all(search, Cast.NORTHLIGHT, Cast.SALES)).hasSize(2);
  }

  @Test
  void findsGroupsByTheBeginningOfTheNameByMailAndById() {
    assertThat(directory.findGroups(Cast.NORTHLIGHT, "sal", 10))
        .extracting(Group::id)
        .containsExactly(Cast.SALES, Cast.SALES_EMEA);
    assertThat(directory.findGroups(Cast.NORTHLIGHT, "sales-e", 10))
        .extracting(Group::id)
        .containsExactly(Cast.SALES_EMEA);
    assertThat(directory.findGroups(Cast.NORTHLIGHT, Cast.SALES.toString(), 10)).hasSize(1);
    assertThat(directory.findGroups(Cast.NORTHLIGHT, "%", 10)).isEmpty();
  }
}
