package dev.entente.server.policy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.policy.ListedPeople;
import dev.entente.server.policy.Policies;
import dev.entente.server.web.SignedIn;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Admin center › Users › User settings › Selected users: the older list, and moving it into a group
 * in three steps, which are three requests: choose, see what will be done, do it.
 */
@Controller
@RequestMapping("/admin/users/settings/selected")
class SelectedUsersPageController {

  private static final int GROUPS_SHOWN = 20;

  private final ListedPeople listedPeople;
  private final Policies policies;
  private final Directory directory;

  SelectedUsersPageController(ListedPeople listedPeople, Policies policies, Directory directory) {
    this.listedPeople = listedPeople;
    this.policies = policies;
    this.directory = directory;
  }

  @GetMapping
  String show(
      SignedIn reader,
      @RequestParam(defaultValue = "") String search,
      @RequestParam Optional<GroupId> group,
      @RequestParam Optional<Integer> added,
      Model page) {
    reader.requireReader();
    var tenant = reader.tenant();
    var found =
        search.isBlank()
            ? List.<Group>of()
            : directory.findGroups(tenant, search.strip(), GROUPS_SHOWN);
    page.addAttribute("names", policies.listedPeople(tenant))
        .addAttribute("version", policies.of(tenant).version())
        .addAttribute("mayMove", reader.isGlobalAdministrator())
        .addAttribute("search", search)
        .addAttribute("found", found)
        .addAttribute("foundNone", !search.isBlank() && found.isEmpty());
    group.ifPresent(
        it -> {
          page.addAttribute("chosen", chosen(reader, it));
          var rows = listedPeople.preview(tenant, it);
          page.addAttribute("rows", rows);
          page.addAttribute(
              "everyoneKnown",
              rows.stream().noneMatch(row -> row.state() == ListedPeople.State.UNKNOWN));
        });
    added.ifPresent(it -> page.addAttribute("added", it));
    return "policy/selected";
  }

  @PostMapping("/group")
  String makeGroup(SignedIn administrator, @RequestParam String name, RedirectAttributes next) {
    administrator.requireGlobalAdministrator();
    var made = listedPeople.makeGroup(administrator.tenant(), name, administrator.actor());
    next.addAttribute("group", made.toString());
    return "redirect:/admin/users/settings/selected";
  }

  @PostMapping("/move")
  String move(
      SignedIn administrator,
      @RequestParam GroupId group,
      @RequestParam long version,
      @RequestParam(defaultValue = "false") boolean select,
      RedirectAttributes next) {
    administrator.requireGlobalAdministrator();
    var added =
        listedPeople.moveTo(
            administrator.tenant(),
            group,
            Optional.of(version).filter(_ -> select),
            administrator.actor());
    next.addAttribute("group", group.toString());
    next.addAttribute("added", added);
    return "redirect:/admin/users/settings/selected";
  }

  private Group chosen(SignedIn reader, GroupId id) {
    return directory
        .group(reader.tenant(), id)
        .orElseThrow(() -> new Problem(Problem.Code.NOT_FOUND, "There is no such group.", "group"));
  }
}
