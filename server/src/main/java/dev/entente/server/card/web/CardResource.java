package dev.entente.server.card.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.card.Card;
import dev.entente.server.card.Cards;
import dev.entente.server.card.WorkProfile;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import java.util.List;
import java.util.Optional;

/**
 * A card as the API spells it; pages show the same.
 *
 * @param linkedIn empty when the part does not appear at all (mission row M44)
 */
record CardResource(
    @JsonProperty("@odata.context") String context,
    String id,
    Work work,
    Optional<LinkedInResource> linkedIn) {

  /** The card as the signed-in person may see it, its LinkedIn part opened or not. */
  static CardResource of(Cards cards, SignedIn viewer, UserId subject, boolean opened) {
    return of(
        opened
            ? cards.of(viewer.tenant(), viewer.user(), subject)
            : cards.unopened(viewer.tenant(), viewer.user(), subject));
  }

  static CardResource of(Card card) {
    var id = card.work().person().id().toString();
    return new CardResource(
        "/v1.0/$metadata#users('%s')/card".formatted(id),
        id,
        Work.of(card.work()),
        LinkedInResource.of(id, card.network()));
  }

  /**
   * The work profile.
   *
   * @param photo where the work photo is, when there is one
   */
  record Work(
      String displayName,
      String userPrincipalName,
      Optional<String> mail,
      Optional<String> jobTitle,
      Optional<String> department,
      Optional<String> companyName,
      Optional<String> photo,
      Optional<Colleague> manager,
      List<Colleague> directReports) {

    static Work of(WorkProfile work) {
      var person = work.person();
      return new Work(
          person.displayName(),
          person.userPrincipalName(),
          person.mail(),
          person.jobTitle(),
          person.department(),
          person.companyName(),
          work.hasPhoto()
              ? Optional.of("/v1.0/users/%s/photo/$value".formatted(person.id()))
              : Optional.empty(),
          work.manager().map(Colleague::of),
          work.reports().stream().map(Colleague::of).toList());
    }
  }

  /** Someone above or below in the organisation. */
  record Colleague(String id, String displayName, Optional<String> jobTitle) {

    static Colleague of(Person person) {
      return new Colleague(person.id().toString(), person.displayName(), person.jobTitle());
    }
  }
}
