package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Filter;
import dev.entente.server.directory.GroupField;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which groups a person is in: one's own, and everyone's for administrators and auditors. */
@RestController
@RequestMapping("/v1.0")
@Tag(name = "Directory")
class MemberOfController {

  private static final int MAX_CHECKED = 20;

  private final DirectorySearch search;
  private final PeopleByName people;
  private final DirectoryObjects objects;
  private final WebSettings settings;

  MemberOfController(
      DirectorySearch search, PeopleByName people, DirectoryObjects objects, WebSettings settings) {
    this.search = search;
    this.people = people;
    this.objects = objects;
    this.settings = settings;
  }

  @Operation(summary = "The groups that a person is in, directly or through nested ones too")
  @CollectionOptions
  @GetMapping({
    "/users/{id}/memberOf",
    "/users/{id}/transitiveMemberOf",
    "/users/{id}/memberOf/microsoft.graph.group",
    "/users/{id}/transitiveMemberOf/microsoft.graph.group"
  })
  DirectoryObjects.Page index(
      @PathVariable String id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    return groupsOf(visible(id, reader), request, reader);
  }

  @Operation(summary = "The groups that the caller is in, directly or through nested ones too")
  @CollectionOptions
  @GetMapping({
    "/me/memberOf",
    "/me/transitiveMemberOf",
    "/me/memberOf/microsoft.graph.group",
    "/me/transitiveMemberOf/microsoft.graph.group"
  })
  DirectoryObjects.Page mine(
      HttpServletRequest request, @Parameter(hidden = true) SignedIn caller) {
    return groupsOf(caller.user(), request, caller);
  }

  @Operation(summary = "Which of up to 20 groups a person is in, nested ones counted")
  @PostMapping("/users/{id}/checkMemberGroups")
  GraphPage<String> check(
      @PathVariable String id,
      @RequestBody GroupIds wanted,
      @Parameter(hidden = true) SignedIn reader) {
    return groupsAmong(wanted, visible(id, reader), reader);
  }

  @Operation(summary = "Which of up to 20 groups the caller is in, nested ones counted")
  @PostMapping("/me/checkMemberGroups")
  GraphPage<String> checkMine(
      @RequestBody GroupIds wanted, @Parameter(hidden = true) SignedIn caller) {
    return groupsAmong(wanted, caller.user(), caller);
  }

  private UserId visible(String id, SignedIn reader) {
    if (!id.equals(reader.id())) {
      reader.requireReader();
    }
    return people.get(reader.tenant(), id).id();
  }

  private DirectoryObjects.Page groupsOf(
      UserId person, HttpServletRequest request, SignedIn reader) {
    var nested = request.getRequestURI().contains("/transitiveMemberOf");
    return objects.groups(
        "directoryObjects",
        reader.tenant(),
        CollectionQuery.of(request, Vocabulary.GROUP),
        new Filter.Containing(person, nested));
  }

  private GraphPage<String> groupsAmong(GroupIds wanted, UserId person, SignedIn reader) {
    var among =
        new Filter.OneOf<>(
            GroupField.ID, wanted.checked().stream().map(GroupId::toString).toList());
    return GraphPage.whole(
        settings.context("Collection(Edm.String)"),
        search
            .groups(
                reader.tenant(),
                among.and(new Filter.Containing(person, true)),
                Optional.empty(),
                MAX_CHECKED)
            .stream()
            .map(it -> it.group().id().toString())
            .toList());
  }

  /** Which groups to check. */
  record GroupIds(
      @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
          List<String> groupIds) {

    List<GroupId> checked() {
      if (groupIds.isEmpty() || groupIds.size() > MAX_CHECKED) {
        throw new Problem(
            Problem.Code.INVALID_REQUEST,
            "groupIds takes 1 to %d ids.".formatted(MAX_CHECKED),
            "groupIds");
      }
      return groupIds.stream().map(GroupIds::id).toList();
    }

    private static GroupId id(String text) {
      try {
        return GroupId.parse(text);
      } catch (Problem problem) {
        throw new Problem(problem.code(), "groupIds: " + problem.message(), "groupIds");
      }
    }
  }
}
