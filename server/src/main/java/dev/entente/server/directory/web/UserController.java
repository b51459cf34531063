package dev.entente.server.directory.web;

import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Filter;
import dev.entente.server.web.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The organisation's people, for everyone in it: the address book, not who is connected. */
@RestController
@RequestMapping("/v1.0")
@Tag(name = "Directory")
class UserController {

  private final DirectorySearch search;
  private final PeopleByName people;
  private final DirectoryObjects objects;

  UserController(DirectorySearch search, PeopleByName people, DirectoryObjects objects) {
    this.search = search;
    this.people = people;
    this.objects = objects;
  }

  @Operation(summary = "People by name, a page at a time")
  @CollectionOptions
  @GetMapping("/users")
  DirectoryObjects.Page index(
      HttpServletRequest request, @Parameter(hidden = true) SignedIn viewer) {
    return objects.people(
        "users",
        viewer.tenant(),
        CollectionQuery.of(request, Vocabulary.USER),
        Filter.everything());
  }

  @Operation(summary = "How many people there are; $filter counts some of them")
  @GetMapping(path = "/users/$count", produces = MediaType.TEXT_PLAIN_VALUE)
  String count(HttpServletRequest request, @Parameter(hidden = true) SignedIn viewer) {
    var filter = CollectionQuery.of(request, Vocabulary.USER).filter();
    return String.valueOf(search.countPeople(viewer.tenant(), filter));
  }

  @Operation(summary = "A person's work account, by id or user principal name")
  @GetMapping("/users/{id}")
  ObjectNode show(
      @PathVariable String id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn viewer) {
    return objects.one(
        people.get(viewer.tenant(), id), CollectionQuery.selectionOf(request, Vocabulary.USER));
  }

  @Operation(summary = "The caller's own work account")
  @GetMapping("/me")
  ObjectNode me(HttpServletRequest request, @Parameter(hidden = true) SignedIn caller) {
    return show(caller.user().toString(), request, caller);
  }
}
