package dev.entente.server.directory.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's people, for everyone in it: the address book, not who is connected. */
@RestController
@RequestMapping("/v1.0/users")
@Tag(name = "Directory")
class UserController {

  private static final int MAX_TOP = 999;

  private final Directory directory;
  private final WebSettings settings;

  UserController(Directory directory, WebSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  @Operation(summary = "People by name, a page at a time")
  @GetMapping
  GraphPage<UserResource> index(
      @RequestParam(name = "$top", defaultValue = "100") int top,
      @Parameter(description = "where the page before ended; follow @odata.nextLink instead")
          @RequestParam(name = "$skiptoken")
          Optional<UserId> after,
      @Parameter(hidden = true) SignedIn viewer) {
    if (top < 1 || top > MAX_TOP) {
      throw new Problem(Problem.Code.INVALID_REQUEST, "$top is from 1 to 999.", "$top");
    }
    after.ifPresent(it -> requireStillThere(viewer, it));
    var oneMore = directory.people(viewer.tenant(), after, top + 1);
    var page = oneMore.subList(0, Math.min(top, oneMore.size()));
    return new GraphPage<>(
        settings.context("users"),
        page.stream().map(UserResource::of).toList(),
        nextLink(page, top).filter(_ -> oneMore.size() > top));
  }

  @Operation(summary = "A person's work account")
  @GetMapping("/{id}")
  UserResource show(@PathVariable UserId id, @Parameter(hidden = true) SignedIn viewer) {
    return directory
        .person(viewer.tenant(), id)
        .map(UserResource::of)
        .orElseThrow(() -> new Problem(Problem.Code.NOT_FOUND, "There is no such user.", "id"));
  }

  private void requireStillThere(SignedIn viewer, UserId last) {
    if (directory.person(viewer.tenant(), last).isEmpty()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The directory has changed: this page is gone. Start at the first one.",
          "$skiptoken");
    }
  }

  private Optional<String> nextLink(List<Person> page, int top) {
    return page.stream()
        .reduce((_, last) -> last)
        .map(last -> "/v1.0/users?$top=%d&$skiptoken=%s".formatted(top, last.id()))
        .map(it -> settings.at(it).toString());
  }

  /** As Microsoft Graph names a user's properties. */
  record UserResource(
      String id,
      String userPrincipalName,
      String displayName,
      Optional<String> givenName,
      Optional<String> surname,
      Optional<String> mail,
      Optional<String> jobTitle,
      Optional<String> department,
      Optional<String> companyName,
      boolean accountEnabled) {

    static UserResource of(Person person) {
      return new UserResource(
          person.id().toString(),
          person.userPrincipalName(),
          person.displayName(),
          person.givenName(),
          person.surname(),
          person.mail(),
          person.jobTitle(),
          person.department(),
          person.companyName(),
          person.enabled());
    }
  }
}
