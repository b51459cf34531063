package dev.entente.server.connection.web;

import dev.entente.server.connection.Connection;
import dev.entente.server.connection.Connections;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Admin center › Users: who is connected, since when, with which option. */
@Controller
class ConnectedPeopleController {

  private static final int ROWS = 50;

  private final Directory directory;
  private final Connections connections;

  ConnectedPeopleController(Directory directory, Connections connections) {
    this.directory = directory;
    this.connections = connections;
  }

  @GetMapping("/admin/users")
  String index(SignedIn reader, @RequestParam Optional<UserId> after, Model model, Locale locale) {
    reader.requireReader();
    var people = directory.people(reader.tenant(), after, ROWS);
    var byOwner =
        connections.liveOf(reader.tenant(), people.stream().map(Person::id).toList()).stream()
            .collect(
                Collectors.toMap(Connection::owner, Function.identity(), (newest, _) -> newest));
    model.addAttribute("rows", people.stream().map(it -> Row.of(it, byOwner, locale)).toList());
    model.addAttribute("next", people.size() == ROWS ? List.of(people.getLast().id()) : List.of());
    return "connection/people";
  }

  /** One line of the table. */
  public record Row(String name, String userPrincipalName, List<Link> links) {

    static Row of(Person person, Map<UserId, Connection> byOwner, Locale locale) {
      return new Row(
          person.displayName(),
          person.userPrincipalName(),
          Optional.ofNullable(byOwner.get(person.id())).stream()
              .map(it -> new Link(it.direction().label(), Day.of(it.connectedAt(), locale)))
              .toList());
    }
  }

  /** A person's connection. */
  public record Link(String option, Day since) {}
}
