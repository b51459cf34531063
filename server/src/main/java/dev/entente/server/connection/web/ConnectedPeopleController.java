package dev.entente.server.connection.web;

import dev.entente.server.connection.Connection;
import dev.entente.server.connection.Connections;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
  String index(SignedIn reader, @RequestParam Optional<UserId> after, Model model) {
    reader.requireReader();
    var people = directory.people(reader.tenant(), after, ROWS);
    var byOwner =
        connections.liveOf(reader.tenant(), people.stream().map(Person::id).toList()).stream()
            .collect(Collectors.toMap(Connection::owner, Function.identity()));
    model.addAttribute("rows", people.stream().map(it -> Row.of(it, byOwner)).toList());
    model.addAttribute("next", people.size() == ROWS ? List.of(people.getLast().id()) : List.of());
    return "connection/people";
  }

  /** One line of the table; without a connection {@code option} and {@code since} are empty. */
  public record Row(String name, String userPrincipalName, String option, String since) {

    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    static Row of(Person person, Map<UserId, Connection> byOwner) {
      var connection = Optional.ofNullable(byOwner.get(person.id()));
      return new Row(
          person.displayName(),
          person.userPrincipalName(),
          connection.map(it -> it.direction().label()).orElse(""),
          connection.map(it -> DAY.format(it.connectedAt())).orElse(""));
    }
  }
}
