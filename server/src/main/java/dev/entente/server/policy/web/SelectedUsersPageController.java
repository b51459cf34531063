package dev.entente.server.policy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.ListedPeople;
import dev.entente.server.policy.ListedPeople.State;
import dev.entente.server.policy.Move;
import dev.entente.server.policy.Moves;
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
 * in steps, each a request: choose, see what will be done, begin, follow, see what was done.
 */
@Controller
@RequestMapping("/admin/users/settings/selected")
class SelectedUsersPageController {

  private static final int GROUPS_SHOWN = 20;
  private static final int PEOPLE_SHOWN = 100;
  private static final int SECONDS_BETWEEN_LOOKS = 2;

  private final ListedPeople listedPeople;
  private final Moves moves;
  private final Policies policies;
  private final Directory directory;

  SelectedUsersPageController(
      ListedPeople listedPeople, Moves moves, Policies policies, Directory directory) {
    this.listedPeople = listedPeople;
    this.moves = moves;
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
      @RequestParam(defaultValue = "false") boolean moved,
      Model page) {
    reader.requireReader();
    var tenant = reader.tenant();
    var move = moves.latest(tenant);
    var underWay = move.filter(Move::isUnderWay).isPresent();
    var found =
        search.isBlank()
            ? List.<Group>of()
            : directory.findGroups(tenant, search.strip(), GROUPS_SHOWN);
    page.addAttribute("version", policies.of(tenant).version())
        .addAttribute("mayMove", reader.isGlobalAdministrator() && !underWay)
        .addAttribute("underWay", underWay)
        .addAttribute("search", search)
        .addAttribute("found", found)
        .addAttribute("foundNone", !search.isBlank() && found.isEmpty());
    group.ifPresentOrElse(
        it -> standing(reader, it, state, number, moved, page),
        () -> page.addAttribute("names", names(tenant, number)));
    move.filter(_ -> moved && !underWay).ifPresent(it -> page.addAttribute("move", it));
    return "policy/selected";
  }

  /** How each stands to the group: before the move what it will do, afterwards what it did. */
  private void standing(
      SignedIn reader,
      GroupId group,
      Optional<State> wanted,
      int number,
      boolean moved,
      Model page) {
    var people = listedPeople.preview(reader.tenant(), group);
    var counts = new EnumMap<State, Integer>(State.class);
    Arrays.stream(State.values()).forEach(it -> counts.put(it, 0));
    people.forEach(it -> counts.merge(it.state(), 1, Integer::sum));
    var failed = counts.getOrDefault(State.UNKNOWN, 0);
    // After a move, those whom it could not take are what there is to look at.
    var shown = wanted.or(() -> Optional.of(State.UNKNOWN).filter(_ -> moved && failed > 0));
    var rows = people.stream().filter(it -> shown.isEmpty() || it.state() == shown.get()).toList();
    page.addAttribute("chosen", chosen(reader, group))
        .addAttribute("rows", Slice.of(rows, number))
        .addAttribute("counts", counts)
        .addAttribute("total", people.size())
        .addAttribute("failed", failed);
    shown.ifPresent(it -> page.addAttribute("state", it));
  }

  private Slice<String> names(TenantId tenant, int wanted) {
    var total = policies.countListedPeople(tenant);
    var pages = Slice.pages(total);
    var number = Math.clamp(wanted, 1, pages);
    return new Slice<>(
        policies.pageOfListedPeople(tenant, number, PEOPLE_SHOWN), number, pages, total);
  }

  /**
   * A page of a list.
   *
   * @param number from 1
   * @param total of all pages
   */
  record Slice<T>(List<T> entries, int number, int pages, int total) {

    static <T> Slice<T> of(List<T> all, int wanted) {
      var pages = pages(all.size());
      var number = Math.clamp(wanted, 1, pages);
      var from = (number - 1) * PEOPLE_SHOWN;
      var entries = all.subList(from, Math.min(from + PEOPLE_SHOWN, all.size()));
      return new Slice<>(entries, number, pages, all.size());
    }

    static int pages(int total) {
      return Math.max(1, Math.ceilDiv(total, PEOPLE_SHOWN));
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
      @RequestParam(defaultValue = "false") boolean select) {
    administrator.requireGlobalAdministrator();
    moves.begin(
        administrator.tenant(),
        group,
        Optional.of(version).filter(_ -> select),
        administrator.actor());
    return "redirect:/admin/users/settings/selected/move";
  }

  /** How far the move is; once it has ended, how it went. */
  @GetMapping("/move")
  String follow(SignedIn reader, Model page, RedirectAttributes next) {
    reader.requireReader();
    var move = moves.latest(reader.tenant());
    var group = move.flatMap(it -> directory.group(reader.tenant(), it.group()));
    if (move.filter(Move::isUnderWay).isPresent()) {
      page.addAttribute("move", move.get())
          .addAttribute(
              "groupName",
              group.map(Group::displayName).orElseGet(() -> move.get().group().toString()))
          .addAttribute("refresh", SECONDS_BETWEEN_LOOKS);
      return "policy/move";
    }
    next.addAttribute("moved", move.isPresent());
    group.ifPresent(it -> next.addAttribute("group", it.id().toString()));
    return "redirect:/admin/users/settings/selected";
  }

  private Group chosen(SignedIn reader, GroupId id) {
    return directory
        .group(reader.tenant(), id)
        .orElseThrow(() -> new Problem(Problem.Code.NOT_FOUND, "There is no such group.", "group"));
  }
}
