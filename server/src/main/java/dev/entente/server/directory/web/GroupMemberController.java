package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Filter;
import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.OwnGroups;
import dev.entente.server.directory.OwnGroups.ImportedRow;
import dev.entente.server.directory.PersonField;
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
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a group, directly ({@code members}) or through nested ones too. */
@RestController
@RequestMapping("/v1.0/groups/{id}")
@Tag(name = "Directory")
class GroupMemberController {

  private static final String PEOPLE = "/microsoft.graph.user";
  private static final String GROUPS = "/microsoft.graph.group";
  private static final int MAX_IMPORTED = 10_000;
  private static final int MAX_NAME = 320;

  private final DirectorySearch search;
  private final OwnGroups ownGroups;
  private final DirectoryObjects objects;
  private final WebSettings settings;

  GroupMemberController(
      DirectorySearch search, OwnGroups ownGroups, DirectoryObjects objects, WebSettings settings) {
    this.search = search;
    this.ownGroups = ownGroups;
    this.objects = objects;
    this.settings = settings;
  }

  /** The last part of the path says whether nested groups count. */
  private record Members(SignedIn reader, GroupId group, boolean nested) {

    Filter<PersonField> people() {
      return new Filter.In<>(group, nested);
    }

    Filter<GroupField> groups() {
      return new Filter.In<>(group, nested);
    }
  }

  @Operation(summary = "People and groups that are members; for administrators and auditors")
  @CollectionOptions
  @GetMapping({"/members", "/transitiveMembers"})
  DirectoryObjects.Page all(
      @PathVariable GroupId id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    var members = membersOf(id, request, reader);
    return objects.peopleAndGroups(
        "directoryObjects",
        reader.tenant(),
        CollectionQuery.of(request, Vocabulary.DIRECTORY_OBJECT),
        members.people(),
        members.groups());
  }

  @Operation(summary = "People that are members; for administrators and auditors")
  @CollectionOptions
  @GetMapping({"/members" + PEOPLE, "/transitiveMembers" + PEOPLE})
  DirectoryObjects.Page people(
      @PathVariable GroupId id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    return objects.people(
        "users",
        reader.tenant(),
        CollectionQuery.of(request, Vocabulary.USER),
        membersOf(id, request, reader).people());
  }

  @Operation(summary = "Groups that are members; for administrators and auditors")
  @CollectionOptions
  @GetMapping({"/members" + GROUPS, "/transitiveMembers" + GROUPS})
  DirectoryObjects.Page groups(
      @PathVariable GroupId id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    return objects.groups(
        "groups",
        reader.tenant(),
        CollectionQuery.of(request, Vocabulary.GROUP),
        membersOf(id, request, reader).groups());
  }

  @Operation(summary = "How many members there are; for administrators and auditors")
  @GetMapping(
      path = {"/members/$count", "/transitiveMembers/$count"},
      produces = MediaType.TEXT_PLAIN_VALUE)
  String count(
      @PathVariable GroupId id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    var members = membersOf(id, request, reader);
    return String.valueOf(
        search.countPeople(reader.tenant(), members.people())
            + search.countGroups(reader.tenant(), members.groups()));
  }

  @Operation(summary = "Adds a person or group; for Global Administrators")
  @PostMapping("/members/$ref")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void add(
      @PathVariable GroupId id,
      @RequestBody Reference reference,
      @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    ownGroups.addMembers(administrator.tenant(), id, Set.of(reference.id()), administrator.actor());
  }

  @Operation(summary = "Takes out a person or group; for Global Administrators")
  @DeleteMapping("/members/{member}/$ref")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable GroupId id,
      @PathVariable UUID member,
      @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    ownGroups.removeMember(administrator.tenant(), id, member, administrator.actor());
  }

  @Operation(
      summary = "Adds up to 10,000 people and says of each what became of it",
      description =
          "For Global Administrators. By id, user principal name or mail; sent again, it changes"
              + " nothing.")
  @PostMapping("/importMembers")
  GraphPage<ImportedResource> importPeople(
      @PathVariable GroupId id,
      @RequestBody Import wanted,
      @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    wanted.requireWithinBounds();
    return GraphPage.whole(
        settings.context("groups('%s')/importMembers".formatted(id)),
        ownGroups
            .importPeople(administrator.tenant(), id, wanted.members(), administrator.actor())
            .stream()
            .map(ImportedResource::of)
            .toList());
  }

  private Members membersOf(GroupId id, HttpServletRequest request, SignedIn reader) {
    reader.requireReader();
    if (search.group(reader.tenant(), id).isEmpty()) {
      throw new Problem(
          Problem.Code.NOT_FOUND, "Resource '%s' does not exist.".formatted(id), "id");
    }
    return new Members(reader, id, request.getRequestURI().contains("/transitiveMembers"));
  }

  /** Whom to add. */
  record Import(
      @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
          List<String> members) {

    void requireWithinBounds() {
      if (members.isEmpty() || members.size() > MAX_IMPORTED) {
        throw fault("takes 1 to %d members at a time".formatted(MAX_IMPORTED));
      }
      if (members.stream().anyMatch(it -> it.length() > MAX_NAME || it.indexOf('\0') >= 0)) {
        throw fault("holds ids, user principal names and mails");
      }
    }

    private static Problem fault(String what) {
      return new Problem(Problem.Code.INVALID_REQUEST, "members %s.".formatted(what), "members");
    }
  }

  /**
   * What became of one.
   *
   * @param member as it was sent
   * @param result {@code added}, {@code alreadyMember}, {@code notFound} or {@code ambiguous}
   */
  record ImportedResource(String member, Optional<String> id, String result) {

    static ImportedResource of(ImportedRow row) {
      return new ImportedResource(
          row.member(),
          row.person().map(UserId::toString),
          switch (row.result()) {
            case ADDED -> "added";
            case ALREADY_MEMBER -> "alreadyMember";
            case NOT_FOUND -> "notFound";
            case AMBIGUOUS -> "ambiguous";
          });
    }
  }
}
