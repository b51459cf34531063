package dev.entente.server.policy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.tenant.Availability;
import dev.entente.server.web.SignedIn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Admin center › Users › User settings › LinkedIn account connections (mission rows M1, M10). */
@Controller
class SettingController {

  private static final int GROUPS_SHOWN = 20;

  private final Policies policies;
  private final Directory directory;

  SettingController(Policies policies, Directory directory) {
    this.policies = policies;
    this.directory = directory;
  }

  @GetMapping("/admin")
  String admin() {
    return "redirect:/admin/users/settings";
  }

  @GetMapping("/admin/users/settings")
  String show(SignedIn administrator, @RequestParam Optional<String> groupSearch, Model page) {
    administrator.requireReader();
    var tenant = administrator.tenant();
    var policy = policies.of(tenant);
    var found = groupSearch.map(it -> directory.findGroups(tenant, it.strip(), GROUPS_SHOWN));
    page.addAttribute("policy", policy)
        .addAttribute("setting", found.isPresent() ? "selectedGroup" : policy.audience().label())
        .addAttribute("unavailable", unavailable(policy))
        .addAttribute("mayChange", mayChange(administrator, policy))
        .addAttribute("bothDirections", policy.ceiling() == Direction.BOTH)
        .addAttribute("groupSearch", groupSearch.orElse(""))
        .addAttribute("searched", found.isPresent())
        .addAttribute("groups", choices(tenant, policy, found.orElse(List.of())))
        .addAttribute("listed", policies.listedPeople(tenant));
    return "policy/settings";
  }

  @PostMapping("/admin/users/settings")
  String save(SignedIn administrator, @ModelAttribute SettingForm form, RedirectAttributes next) {
    administrator.requireSettingAdministrator();
    policies.change(administrator.tenant(), form.change(), form.version(), administrator.actor());
    next.addAttribute("saved", form.setting());
    return "redirect:/admin/users/settings";
  }

  /** A group to choose, with how many people it would let connect (mission row M7). */
  record GroupChoice(String id, String name, String kind, int members, boolean selected) {}

  private List<GroupChoice> choices(TenantId tenant, TenantPolicy policy, List<Group> found) {
    var selected =
        policy.audience() instanceof Audience.MembersOf(var group)
            ? directory.group(tenant, group)
            : Optional.<Group>empty();
    return Stream.concat(selected.stream(), found.stream())
        .distinct()
        .map(it -> choice(tenant, it, selected.filter(it::equals).isPresent()))
        .toList();
  }

  private GroupChoice choice(TenantId tenant, Group group, boolean selected) {
    return new GroupChoice(
        group.id().toString(),
        group.displayName(),
        group.kind().label(),
        directory.effectiveMemberCount(tenant, group.id()),
        selected);
  }

  /** The reason's name; empty where the setting is available. */
  private static String unavailable(TenantPolicy policy) {
    return switch (policy.availability()) {
      case Availability.Available _ -> "";
      case Availability.Unavailable(var reason) -> reason.name();
    };
  }

  private static boolean mayChange(SignedIn administrator, TenantPolicy policy) {
    return administrator.mayChangeSetting()
        && policy.availability() instanceof Availability.Available;
  }
}
