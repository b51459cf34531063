package dev.entente.server.card.web;

import dev.entente.server.card.Cards;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A stand-in for mail and intranet: it embeds the card as a stranger's page would (mission row
 * M43). For demonstrations only.
 */
@Controller
@ConditionalOnBooleanProperty("entente.card.host-page")
class HostController {

  private static final int PEOPLE = 50;

  /** How many messages the page's texts hold. */
  private static final int MESSAGES = 4;

  private final Directory directory;
  private final Cards cards;

  HostController(Directory directory, Cards cards) {
    this.directory = directory;
    this.cards = cards;
  }

  @GetMapping("/host")
  String index(SignedIn viewer, Model model) {
    var people = directory.people(viewer.tenant(), Optional.empty(), PEOPLE);
    model.addAttribute("people", people.stream().map(Colleague::of).toList());
    model.addAttribute("messages", messages(people, viewer.user()));
    return "card/host";
  }

  /** The same card without JavaScript. */
  @GetMapping("/host/people/{id}")
  String person(
      @PathVariable UserId id,
      @RequestParam(defaultValue = "false") boolean opened,
      SignedIn viewer,
      Model model,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    model.addAttribute("card", CardResource.of(cards, viewer, id, opened));
    model.addAttribute("returnTo", "/host/people/%s?opened=true".formatted(id));
    return "card/person";
  }

  private static List<Message> messages(List<Person> people, UserId viewer) {
    var senders = people.stream().filter(it -> !it.id().equals(viewer)).limit(MESSAGES).toList();
    return IntStream.range(0, senders.size())
        .mapToObj(it -> new Message(Colleague.of(senders.get(it)), it + 1))
        .toList();
  }

  /** Someone in the list, with the name that their link has on the page. */
  record Colleague(String id, String handle, String displayName, String jobTitle) {

    static Colleague of(Person person) {
      var name = person.userPrincipalName();
      return new Colleague(
          person.id().toString(),
          name.replaceFirst("@.*", ""),
          person.displayName(),
          person.jobTitle().orElse(""));
    }
  }

  /**
   * A message in the inbox.
   *
   * @param number of its subject and text among the page's texts
   */
  record Message(Colleague sender, int number) {}
}
