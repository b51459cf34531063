package dev.entente.server.directory.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Groups to choose the selected one from (mission row M7): for who may read the setting. */
@RestController
@RequestMapping("/v1.0/groups")
@Tag(name = "Directory")
class GroupController {

  private static final int LIMIT = 50;

  private final Directory directory;
  private final WebSettings settings;

  GroupController(Directory directory, WebSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  @Operation(
      summary = "The first 50 groups whose name or mail begins with a text, or with that id",
      description = "For administrators and auditors.")
  @GetMapping
  GraphPage<GroupResource> index(
      @RequestParam(defaultValue = "") String search, @Parameter(hidden = true) SignedIn viewer) {
    viewer.requireReader();
    return GraphPage.whole(
        settings.context("groups"),
        directory.findGroups(viewer.tenant(), search, LIMIT).stream()
            .map(GroupResource::of)
            .toList());
  }

  /** As Microsoft Graph names a group's properties; {@code Unified} is a Microsoft 365 group. */
  record GroupResource(
      String id,
      String displayName,
      Optional<String> mail,
      boolean securityEnabled,
      List<String> groupTypes) {

    static GroupResource of(Group group) {
      var isSecurity = group.kind() == Group.Kind.SECURITY;
      return new GroupResource(
          group.id().toString(),
          group.displayName(),
          group.mail(),
          isSecurity,
          isSecurity ? List.of() : List.of("Unified"));
    }
  }
}
