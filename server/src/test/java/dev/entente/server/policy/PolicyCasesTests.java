package dev.entente.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.policy.Decision.Allowed;
import dev.entente.server.policy.Decision.Rule;
import dev.entente.server.tenant.Availability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The decision as a table that needs no Java to be read: {@code policy-cases.yaml}. */
@Tag("M1")
@Tag("M3")
@Tag("M4")
@Tag("M5")
@Tag("M12")
class PolicyCasesTests {

  private static final List<Case> CASES = load();

  record Case(
      @JsonProperty("case") String name,
      TenantState tenant,
      PersonState person,
      boolean allowed,
      Reason reason,
      Rule decidedBy) {}

  record TenantState(
      Optional<Availability.Reason> availability,
      Optional<String> setting,
      Optional<Boolean> groupExists,
      Optional<Boolean> usersMayConsent,
      Optional<String> ceiling) {

    TenantPolicy policy() {
      return new TenantPolicy(
          availability
              .<Availability>map(Availability.Unavailable::new)
              .orElseGet(() -> new Availability.Available(true)),
          audience(),
          usersMayConsent.orElse(true),
          expectedCeiling(),
          true,
          1,
          1,
          true,
          new TenantPolicy.Changed(Instant.EPOCH, new Actor.Operator()));
    }

    Direction expectedCeiling() {
      return Direction.of(ceiling.orElse("both")).orElseThrow();
    }

    private Audience audience() {
      return Stream.of(
              new Audience.Everyone(),
              new Audience.MembersOf(new GroupId(new UUID(0, 1))),
              new Audience.ListedPeople(),
              new Audience.Nobody())
          .filter(it -> it.label().equals(setting.orElse("yes")))
          .findFirst()
          .orElseThrow();
    }
  }

  record PersonState(
      Optional<Boolean> enabled,
      Optional<Boolean> inGroup,
      Optional<Boolean> listed,
      Optional<Boolean> directoryCurrent) {

    Standing standing(TenantState tenant) {
      return new Standing(
          directoryCurrent.orElse(true),
          enabled.orElse(true),
          tenant.groupExists().orElse(true),
          inGroup.orElse(false),
          listed.orElse(false));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsTheTableSays(Case it) {
    var decision = Decisions.decide(it.tenant().policy(), it.person().standing(it.tenant()));

    assertThat(decision.reason()).isEqualTo(it.reason());
    assertThat(decision.isAllowed()).isEqualTo(it.allowed());
    assertThat(decision.trace().getLast().rule()).isEqualTo(it.decidedBy());
    assertThat(decision.trace().getLast().passed()).isEqualTo(it.allowed());
    if (decision instanceof Allowed(_, var ceiling, _)) {
      assertThat(ceiling).isEqualTo(it.tenant().expectedCeiling());
    }
  }

  @Test
  void everyReasonHasACase() {
    assertThat(CASES.stream().map(Case::reason)).containsAll(Arrays.asList(Reason.values()));
  }

  static Stream<Arguments> cases() {
    return CASES.stream().map(it -> Arguments.argumentSet(it.name(), it));
  }

  private static List<Case> load() {
    var yaml =
        YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    try (var file = PolicyCasesTests.class.getResourceAsStream("/policy-cases.yaml")) {
      return yaml.readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
