package dev.entente.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.TenantDefinition;
import dev.entente.server.tenant.Tenants;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever administrators, the operator and the directory do, in whatever order: the decision and
 * the consent epoch are those of a model that knows only sets and words.
 */
@EntenteTest
@Tag("M1")
@Tag("M4")
@Tag("M6")
@Tag("M12")
class PolicyHistoryTests {

  private static final int STEPS = 60;
  private static final List<String> PEOPLE = List.of("ines", "jan", "kaya", "luc");
  private static final GroupId CREW = new GroupId(new UUID(7, 1));
  private static final GroupId NIGHT_CREW = new GroupId(new UUID(7, 2));

  @Autowired private Policies policies;
  @Autowired private Tenants tenants;
  @Autowired private Directory directory;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Model model = new Model();

  /** What should be, in the plainest words there are. */
  private static final class Model {
    private String country = "NL";
    private String rollout = "reached";
    private String setting = "selected";
    private boolean chosen;
    private boolean userConsent = true;
    private long epoch = 1;
    private boolean crewExists;
    private boolean nightCrewIsInCrew;
    private final Set<String> crew = new HashSet<>();
    private final Set<String> nightCrew = new HashSet<>();
    private final Set<String> enabled = new HashSet<>();

    boolean isOpen() {
      return rollout.equals("reached") && !setting.equals("no");
    }

    /** What any change does to the epoch. */
    void change(Runnable change) {
      var wasOpen = isOpen();
      change.run();
      epoch += wasOpen && !isOpen() ? 1 : 0;
    }

    void operatorSays(String country, String rollout) {
      this.country = country;
      this.rollout = rollout;
      if (!chosen && !setting.equals("selected")) {
        setting = rollout.equals("reached") && country.equals("NL") ? "yes" : "no";
      }
    }

    void administratorSaves(String setting, boolean userConsent) {
      this.setting = setting;
      this.userConsent = userConsent;
      chosen = true;
    }

    boolean isInCrew(String person) {
      return crew.contains(person) || (nightCrewIsInCrew && nightCrew.contains(person));
    }

    String reason(String person) {
      if (rollout.equals("notYet")) return "NOT_ROLLED_OUT";
      if (!enabled.contains(person)) return "ACCOUNT_DISABLED";
      if (setting.equals("no")) return "SETTING_IS_NO";
      if (setting.equals("selectedGroup") && !crewExists) return "SELECTED_GROUP_MISSING";
      if (setting.equals("selectedGroup") && !isInCrew(person)) return "NOT_IN_SELECTED_GROUP";
      if (setting.equals("selected") && !person.equals("ines")) return "NOT_LISTED";
      if (!userConsent) return "USER_CONSENT_OFF";
      if (setting.equals("selected")) return "ALLOWED_LISTED";
      return setting.equals("yes") ? "ALLOWED_EVERYONE" : "ALLOWED_GROUP_MEMBER";
    }
  }

  /** One that never changes, and one that nobody has seen before. */
  static LongStream seeds() {
    return LongStream.of(20261121, new Random().nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decidesAsTheModelThroughAnyHistory(long seed) {
    var random = new Random(seed);
    List<String> history = new ArrayList<>();
    tenants.provision(definition());

    for (var step = 0; step < STEPS; step++) {
      history.add(doSomething(random));

      var told = "seed %d after %s".formatted(seed, history);
      var policy = policies.of(tenant);
      assertThat(policy.audience().label()).as(told).isEqualTo(model.setting);
      assertThat(policy.consentEpoch()).as(told).isEqualTo(model.epoch);
      for (var person : PEOPLE) {
        var decision = policies.rule(tenant, id(person)).decision();
        assertThat(decision.reason()).as("%s, %s", person, told).hasToString(model.reason(person));
      }
    }
  }

  private String doSomething(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> save(random);
      case 3 -> provision(random);
      default -> loadDirectory(random);
    };
  }

  private String save(Random random) {
    var setting = List.of("yes", "selectedGroup", "selected", "no").get(random.nextInt(4));
    var userConsent = random.nextInt(4) > 0;
    var possible =
        model.rollout.equals("reached")
            && (!setting.equals("selectedGroup") || model.crewExists)
            && (!setting.equals("selected") || model.setting.equals("selected"));
    assertThat(succeeds(setting, userConsent)).as("saving %s", setting).isEqualTo(possible);
    if (possible) {
      model.change(() -> model.administratorSaves(setting, userConsent));
    }
    return "saving %s with user consent %s".formatted(setting, userConsent);
  }

  private boolean succeeds(String setting, boolean userConsent) {
    var audience =
        switch (setting) {
          case "yes" -> new Audience.Everyone();
          case "selectedGroup" -> new Audience.MembersOf(CREW);
          case "selected" -> new Audience.ListedPeople();
          default -> new Audience.Nobody();
        };
    var change =
        new PolicyChange(
            Optional.of(audience), Optional.of(userConsent), Optional.empty(), Optional.empty());
    try {
      policies.change(
          tenant, change, policies.of(tenant).version(), new Actor.Person(id(PEOPLE.getFirst())));
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private String provision(Random random) {
    var country = random.nextInt(3) == 0 ? "DE" : "NL";
    var rollout = random.nextInt(3) == 0 ? "notYet" : "reached";
    model.change(() -> model.operatorSays(country, rollout));
    tenants.provision(definition());
    return "the operator saying %s, %s".formatted(country, rollout);
  }

  private String loadDirectory(Random random) {
    model.crewExists = random.nextInt(5) > 0;
    model.nightCrewIsInCrew = model.crewExists && random.nextBoolean();
    drawInto(model.enabled, random);
    drawInto(model.crew, random);
    drawInto(model.nightCrew, random);
    directory.replaceAll(tenant, Owner.CSV, load(), new Actor.Operator());
    return "enabled %s, crew %s, night crew %s (within: %s), crew is there: %s"
        .formatted(
            model.enabled, model.crew, model.nightCrew, model.nightCrewIsInCrew, model.crewExists);
  }

  private static void drawInto(Set<String> some, Random random) {
    some.clear();
    PEOPLE.stream().filter(_ -> random.nextBoolean()).forEach(some::add);
  }

  private List<DirectoryChange> load() {
    List<DirectoryChange> load = new ArrayList<>();
    PEOPLE.stream().map(this::person).map(DirectoryChange.PutPerson::new).forEach(load::add);
    load.add(new DirectoryChange.PutGroup(group(NIGHT_CREW)));
    load.add(new DirectoryChange.SetMembers(NIGHT_CREW, ids(model.nightCrew), List.of()));
    if (model.crewExists) {
      var within = model.nightCrewIsInCrew ? List.of(NIGHT_CREW) : List.<GroupId>of();
      load.add(new DirectoryChange.PutGroup(group(CREW)));
      load.add(new DirectoryChange.SetMembers(CREW, ids(model.crew), within));
    }
    return load;
  }

  private Person person(String name) {
    return new Person(
        id(name),
        address(name),
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        model.enabled.contains(name));
  }

  private static Group group(GroupId id) {
    return new Group(
        id,
        id.toString(),
        Optional.empty(),
        Optional.empty(),
        Group.Kind.SECURITY,
        Optional.empty());
  }

  private static List<UserId> ids(Set<String> people) {
    return people.stream().map(PolicyHistoryTests::id).toList();
  }

  private String address(String person) {
    return person + "@" + tenant + ".example";
  }

  private static UserId id(String person) {
    return new UserId(new UUID(8, PEOPLE.indexOf(person) + 1L));
  }

  private TenantDefinition definition() {
    return new TenantDefinition(
        tenant.toString(),
        "Seaside",
        List.of(tenant + ".example"),
        "global",
        model.country,
        model.rollout,
        "documented",
        "https://seaside.example/privacy",
        new TenantDefinition.SignInDefinition(
            "https://login.example/" + tenant, "entente", "secret", null, null),
        null,
        List.of(address("ines")));
  }
}
