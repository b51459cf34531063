package dev.entente.server.directory.web;

import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Filter;
import dev.entente.server.directory.OwnGroups;
import dev.entente.server.directory.OwnedGroup;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups: read by administrators and auditors (mission row M7), made and changed by Global
 * Administrators (M9). Those that a source owns are read-only.
 */
@RestController
@RequestMapping("/v1.0/groups")
@Tag(name = "Directory")
class GroupController {

  private final DirectorySearch search;
  private final OwnGroups ownGroups;
  private final DirectoryObjects objects;
  private final WebSettings settings;

  GroupController(
      DirectorySearch search, OwnGroups ownGroups, DirectoryObjects objects, WebSettings settings) {
    this.search = search;
    this.ownGroups = ownGroups;
    this.objects = objects;
    this.settings = settings;
  }

  @Operation(
      summary = "Groups by name, a page at a time",
      description = "For administrators and auditors.")
  @CollectionOptions
  @GetMapping
  DirectoryObjects.Page index(
      HttpServletRequest request, @Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return objects.groups(
        "groups",
        reader.tenant(),
        CollectionQuery.of(request, Vocabulary.GROUP),
        Filter.everything());
  }

  @Operation(summary = "How many groups there are; $filter counts some of them")
  @GetMapping(path = "/$count", produces = MediaType.TEXT_PLAIN_VALUE)
  String count(HttpServletRequest request, @Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    var filter = CollectionQuery.of(request, Vocabulary.GROUP).filter();
    return String.valueOf(search.countGroups(reader.tenant(), filter));
  }

  @Operation(summary = "A group; for administrators and auditors")
  @GetMapping("/{id}")
  ObjectNode show(
      @PathVariable GroupId id,
      HttpServletRequest request,
      @Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return objects.one(
        get(reader.tenant(), id), CollectionQuery.selectionOf(request, Vocabulary.GROUP));
  }

  @Operation(summary = "Makes a group; for Global Administrators")
  @PostMapping
  ResponseEntity<ObjectNode> create(
      @RequestBody GroupBody body, @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    var group = body.group(new GroupId(UUID.randomUUID()));
    ownGroups.create(administrator.tenant(), group, body.boundMembers(), administrator.actor());
    return ResponseEntity.created(settings.at("/v1.0/groups/" + group.id()))
        .body(objects.one(get(administrator.tenant(), group.id()), Set.of()));
  }

  @Operation(
      summary = "Changes a group made here, or adds up to 20 members, all or none",
      description = "For Global Administrators. What is absent stays as it is.")
  @PatchMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void update(
      @PathVariable GroupId id,
      @RequestBody GroupBody body,
      @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    ownGroups.change(
        administrator.tenant(), id, body::changed, body.boundMembers(), administrator.actor());
  }

  @Operation(summary = "Removes a group made here; for Global Administrators")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable GroupId id, @Parameter(hidden = true) SignedIn administrator) {
    administrator.requireGlobalAdministrator();
    ownGroups.remove(administrator.tenant(), id, administrator.actor());
  }

  private OwnedGroup get(TenantId tenant, GroupId id) {
    return search
        .group(tenant, id)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND, "Resource '%s' does not exist.".formatted(id), "id"));
  }
}
