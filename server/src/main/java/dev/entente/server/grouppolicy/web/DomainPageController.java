package dev.entente.server.grouppolicy.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.grouppolicy.DomainChange;
import dev.entente.server.grouppolicy.Domains;
import dev.entente.server.grouppolicy.Goal;
import dev.entente.server.grouppolicy.Outcome;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.SignedIn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Admin center › Group Policy › Domain: choose, look at the plan, apply it, undo it. */
@Controller
@RequestMapping("/admin/group-policy/domain")
class DomainPageController {

  private static final String PAGE = "/admin/group-policy/domain";

  private final Domains domains;
  private final Directory directory;
  private final MessageSource messages;

  DomainPageController(Domains domains, Directory directory, MessageSource messages) {
    this.domains = domains;
    this.directory = directory;
    this.messages = messages;
  }

  @GetMapping
  ModelAndView show(SignedIn reader, Locale locale) {
    reader.requireReader();
    return page(reader, locale);
  }

  /** The plan on the page, or why there is none. */
  @GetMapping("/plan")
  ModelAndView plan(SignedIn reader, @RequestParam String goal, Locale locale) {
    reader.requireReader();
    return planned(reader, goal, page(reader, locale));
  }

  @PostMapping
  ModelAndView apply(
      SignedIn administrator,
      @RequestParam String goal,
      @RequestParam String digest,
      Locale locale) {
    administrator.requireSettingAdministrator();
    try {
      return switch (domains.apply(
          administrator.tenant(), DomainResource.goal(goal), digest, administrator.actor())) {
        case Outcome.Changed _ -> applied("changed");
        case Outcome.Unchanged _ -> applied("unchanged");
        case Outcome.HalfDone(var why) -> halfDone(page(administrator, locale), goal, why);
      };
    } catch (Problem problem) {
      return problem.code() == Problem.Code.PRECONDITION_FAILED
          ? planned(administrator, goal, Refused.on(page(administrator, locale), problem, "stale"))
          : Refused.on(page(administrator, locale), problem, "problem");
    }
  }

  private static ModelAndView applied(String how) {
    return new ModelAndView("redirect:" + PAGE).addObject("applied", how);
  }

  /** Without a plan: what failed a moment ago may well fail at reading, too. */
  private static ModelAndView halfDone(ModelAndView page, String goal, String why) {
    return page.addObject("goal", goal).addObject("halfDone", why);
  }

  private ModelAndView planned(SignedIn reader, String goal, ModelAndView page) {
    try {
      var plan = domains.plan(reader.tenant(), DomainResource.goal(goal));
      return page.addObject("goal", plan.goal().label())
          .addObject("plan", DomainResource.Plan.of(plan, ""));
    } catch (Problem problem) {
      return Refused.on(page, problem, "problem");
    }
  }

  private ModelAndView page(SignedIn reader, Locale locale) {
    var tenant = reader.tenant();
    return new ModelAndView("grouppolicy/domain")
        .addObject("domain", domains.find(tenant).orElse(null))
        .addObject("last", domains.last(tenant).map(it -> last(tenant, it, locale)).orElse(null))
        .addObject("goals", DomainResource.goals().stream().map(Goal::label).toList())
        .addObject("mayChange", reader.mayChangeSetting());
  }

  /** The last change in words. */
  record Last(String goal, Instant at, String atInWords, String by) {}

  private Last last(TenantId tenant, DomainChange change, Locale locale) {
    var time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .localizedBy(locale)
            .withZone(ZoneOffset.UTC);
    return new Last(
        change.goal().label(),
        change.at(),
        time.format(change.at()) + " UTC",
        name(tenant, change.by(), locale));
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
}
