package dev.entente.server.policy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.GroupSummary;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedIn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
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
  private final Tenants tenants;
  private final MessageSource messages;

  SettingController(
      Policies policies, Directory directory, Tenants tenants, MessageSource messages) {
    this.policies = policies;
    this.directory = directory;
    this.tenants = tenants;
    this.messages = messages;
  }

  @GetMapping("/admin")
  String admin() {
    return "redirect:/admin/users/settings";
  }

  @GetMapping("/admin/users/settings")
  String show(SignedIn administrator, Model page, Locale locale) {
    administrator.requireReader();
    var policy = policies.of(administrator.tenant());
    return page(administrator, policy, SettingForm.of(policy), Optional.empty(), page, locale);
  }

  @PostMapping("/admin/users/settings")
  String save(SignedIn administrator, @ModelAttribute SettingForm form, RedirectAttributes next) {
    administrator.requireSettingAdministrator();
    policies.change(administrator.tenant(), form.change(), form.version(), administrator.actor());
    next.addAttribute("saved", form.setting());
    return "redirect:/admin/users/settings";
  }

  /** Looks for groups in the middle of choosing: nothing is saved, and nothing chosen is lost. */
  @PostMapping(path = "/admin/users/settings", params = "findGroup")
  String findGroup(
      SignedIn administrator,
      @ModelAttribute SettingForm form,
      @RequestParam(defaultValue = "") String groupSearch,
      Model page,
      Locale locale) {
    administrator.requireSettingAdministrator();
    var tenant = administrator.tenant();
    var search =
        new Search(groupSearch, directory.findGroups(tenant, groupSearch.strip(), GROUPS_SHOWN));
    return page(administrator, policies.of(tenant), form, Optional.of(search), page, locale);
  }

  /** Counts everyone in a group that was only glanced at, and chooses it; nothing is saved. */
  @PostMapping(path = "/admin/users/settings", params = "countGroup")
  String countGroup(
      SignedIn administrator,
      @ModelAttribute SettingForm form,
      @RequestParam GroupId countGroup,
      @RequestParam(defaultValue = "") String groupSearch,
      Model page,
      Locale locale) {
    return findGroup(administrator, form.choosing(countGroup), groupSearch, page, locale);
  }

  /** What was looked for, and what was found. */
  record Search(String text, List<Group> found) {}

  private String page(
      SignedIn administrator,
      TenantPolicy policy,
      SettingForm form,
      Optional<Search> search,
      Model page,
      Locale locale) {
    var tenant = administrator.tenant();
    page.addAttribute("policy", policy)
        .addAttribute("form", form)
        .addAttribute("availability", AvailabilityLabel.of(policy.availability()))
        .addAttribute(
            "regionDefault", AvailabilityLabel.regionDefault(policy.availability()).orElse(""))
        .addAttribute("mayChange", mayChange(administrator, policy))
        .addAttribute("changed", changed(tenant, policy, locale))
        .addAttribute("groups", choices(tenant, form, search))
        .addAttribute("groupSearch", search.map(Search::text).orElse(""))
        .addAttribute("foundNone", search.filter(it -> it.found().isEmpty()).isPresent())
        .addAttribute("groupIsGone", groupIsGone(tenant, policy))
        .addAttribute("listed", listed(tenant, policy))
        .addAttribute("organisationPrivacy", tenants.get(tenant).privacyStatement());
    return "policy/settings";
  }

  private int listed(TenantId tenant, TenantPolicy policy) {
    return policy.audience() instanceof Audience.ListedPeople
        ? policies.countListedPeople(tenant)
        : 0;
  }

  /** When the setting came to be what it is, and who made it so. */
  record Changed(Instant at, String atInWords, String by) {}

  private Changed changed(TenantId tenant, TenantPolicy policy, Locale locale) {
    var time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .localizedBy(locale)
            .withZone(ZoneOffset.UTC);
    var changed = policy.changed();
    return new Changed(
        changed.at(), time.format(changed.at()) + " UTC", name(tenant, changed.by(), locale));
  }

  private String name(TenantId tenant, Actor actor, Locale locale) {
    return switch (actor) {
      case Actor.Person(var id) ->
          directory
              .person(tenant, id)
              .map(Person::displayName)
              .orElseGet(() -> messages.getMessage("settings.changed.left", new Object[0], locale));
      case Actor.Application(var clientId) -> clientId;
      case Actor.Operator _, Actor.Server _, Actor.Member _ ->
          messages.getMessage("settings.changed.operator", new Object[0], locale);
    };
  }

  /** A group to choose, with whom it would let connect (mission row M7). */
  record GroupChoice(GroupSummary summary, String sample, boolean selected) {

    public Group group() {
      return summary.group();
    }
  }

  /**
   * The chosen one first, then what was found. Everyone in the chosen one is counted, and nothing
   * else can be chosen on the page than what is: nobody saves a group unseen.
   */
  private List<GroupChoice> choices(TenantId tenant, SettingForm form, Optional<Search> search) {
    var chosen = Optional.ofNullable(form.selectedGroup());
    var found = search.stream().flatMap(it -> it.found().stream()).map(Group::id).toList();
    return Stream.concat(chosen.stream(), found.stream())
        .distinct()
        .flatMap(
            it ->
                (chosen.filter(it::equals).isPresent() || found.size() == 1
                        ? directory.summary(tenant, it)
                        : directory.glance(tenant, it))
                    .stream())
        .map(it -> choice(it, chosen))
        .toList();
  }

  private static GroupChoice choice(GroupSummary summary, Optional<GroupId> chosen) {
    return new GroupChoice(
        summary,
        summary.sample().stream().map(Person::displayName).collect(Collectors.joining(", ")),
        chosen.filter(summary.group().id()::equals).isPresent());
  }

  private boolean groupIsGone(TenantId tenant, TenantPolicy policy) {
    return policy.selectedGroup().filter(it -> directory.group(tenant, it).isEmpty()).isPresent();
  }

  private static boolean mayChange(SignedIn administrator, TenantPolicy policy) {
    return administrator.mayChangeSetting()
        && policy.availability() instanceof Availability.Available;
  }
}
