package dev.entente.server.policy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.policy.ListedPeople;
import dev.entente.server.policy.ListedPeople.State;
import dev.entente.server.policy.Policies;
import dev.entente.server.web.SignedIn;
import java.util.Arrays;
import java.util.EnumMap;
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
  private static final int PEOPLE_SHOWN = 100;

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
      @RequestParam Optional<State> state,
      @RequestParam(defaultValue = "1") int number,
      @RequestParam Optional<Integer> added,
      Model page) {
    reader.requireReader();
    var tenant = reader.tenant();
    var found =
        search.isBlank()
            ? List.<Group>of()
            : directory.findGroups(tenant, search.strip(), GROUPS_SHOWN);
    page.addAttribute("version", policies.of(tenant).version())
        .addAttribute("mayMove", reader.isGlobalAdministrator())
        .addAttribute("search", search)
        .addAttribute("found", found)
        .addAttribute("foundNone", !search.isBlank() && found.isEmpty());
    group.ifPresentOrElse(
        it -> standing(reader, it, state, number, added, page),
        () -> page.addAttribute("names", Slice.of(policies.listedPeople(tenant), number)));
    return "policy/selected";
  }

  /** How each stands to the group: before the move what it will do, afterwards what it did. */
  private void standing(
      SignedIn reader,
      GroupId group,
      Optional<State> wanted,
      int number,
      Optional<Integer> added,
      Model page) {
    var people = listedPeople.preview(reader.tenant(), group);
    var counts = new EnumMap<State, Integer>(State.class);
    Arrays.stream(State.values()).forEach(it -> counts.put(it, 0));
    people.forEach(it -> counts.merge(it.state(), 1, Integer::sum));
    var failed = counts.getOrDefault(State.UNKNOWN, 0);
    // After a move, those whom it could not take are what there is to look at.
    var shown = wanted.or(() -> added.filter(_ -> failed > 0).map(_ -> State.UNKNOWN));
    var rows = people.stream().filter(it -> shown.isEmpty() || it.state() == shown.get()).toList();
    page.addAttribute("chosen", chosen(reader, group))
        .addAttribute("rows", Slice.of(rows, number))
        .addAttribute("counts", counts)
        .addAttribute("total", people.size())
        .addAttribute("failed", failed);
    shown.ifPresent(it -> page.addAttribute("state", it));
    added.ifPresent(it -> page.addAttribute("added", it));
  }

  /**
   * A page of a list.
   *
   * @param number from 1
   * @param total of all pages
   */
  record Slice<T>(List<T> entries, int number, int pages, int total) {

    static <T> Slice<T> of(List<T> all, int wanted) {
      var pages = Math.max(1, Math.ceilDiv(all.size(), PEOPLE_SHOWN));
      var number = Math.clamp(wanted, 1, pages);
      var from = (number - 1) * PEOPLE_SHOWN;
      var entries = all.subList(from, Math.min(from + PEOPLE_SHOWN, all.size()));
      return new Slice<>(entries, number, pages, all.size());
    }
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
