package dev.entente.grouppolicy.effective;

import static dev.entente.grouppolicy.OfficeLinkedInPolicy.OPTION_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.OPTION_VALUE;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer.Finding;
import dev.entente.grouppolicy.effective.Answer.Reason;
import dev.entente.grouppolicy.effective.Answer.Rule;
import dev.entente.grouppolicy.effective.Answer.Step;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("M62")
class AnswerTests {

  private static final TenantDecision ALLOWED = new TenantDecision(true, "ALLOWED_EVERYONE");
  private static final TenantDecision DENIED = new TenantDecision(false, "SETTING_IS_NO");

  /**
   * The whole of the desktop, written out by hand: the tenant's decision, the value of the policy,
   * the person's option, and then what is to come of it: shown, locked, reason.
   */
  private static final String DESKTOP =
      """
      allowed  absent   absent   shown   free    ON_BY_DEFAULT
      allowed  absent   on       shown   free    OPTION_ON
      allowed  absent   off      hidden  free    OPTION_OFF
      allowed  absent   broken   shown   free    ON_BY_DEFAULT
      allowed  1        absent   shown   free    POLICY_ENABLED
      allowed  1        on       shown   free    OPTION_ON
      allowed  1        off      hidden  free    OPTION_OFF
      allowed  1        broken   shown   free    POLICY_ENABLED
      allowed  0        absent   hidden  locked  POLICY_DISABLED
      allowed  0        on       hidden  locked  POLICY_DISABLED
      allowed  0        off      hidden  locked  POLICY_DISABLED
      allowed  0        broken   hidden  locked  POLICY_DISABLED
      allowed  7        absent   shown   free    ON_BY_DEFAULT
      allowed  7        on       shown   free    OPTION_ON
      allowed  7        off      hidden  free    OPTION_OFF
      allowed  7        broken   shown   free    ON_BY_DEFAULT
      allowed  text     absent   shown   free    ON_BY_DEFAULT
      allowed  text     on       shown   free    OPTION_ON
      allowed  text     off      hidden  free    OPTION_OFF
      allowed  text     broken   shown   free    ON_BY_DEFAULT
      denied   absent   absent   hidden  free    TENANT_DENIES
      denied   absent   on       hidden  free    TENANT_DENIES
      denied   absent   off      hidden  free    TENANT_DENIES
      denied   absent   broken   hidden  free    TENANT_DENIES
      denied   1        absent   hidden  free    TENANT_DENIES
      denied   1        on       hidden  free    TENANT_DENIES
      denied   1        off      hidden  free    TENANT_DENIES
      denied   1        broken   hidden  free    TENANT_DENIES
      denied   0        absent   hidden  locked  TENANT_DENIES
      denied   0        on       hidden  locked  TENANT_DENIES
      denied   0        off      hidden  locked  TENANT_DENIES
      denied   0        broken   hidden  locked  TENANT_DENIES
      denied   7        absent   hidden  free    TENANT_DENIES
      denied   7        on       hidden  free    TENANT_DENIES
      denied   7        off      hidden  free    TENANT_DENIES
      denied   7        broken   hidden  free    TENANT_DENIES
      denied   text     absent   hidden  free    TENANT_DENIES
      denied   text     on       hidden  free    TENANT_DENIES
      denied   text     off      hidden  free    TENANT_DENIES
      denied   text     broken   hidden  free    TENANT_DENIES
      """;

  private static final List<String> TENANTS = List.of("allowed", "denied");
  private static final List<String> POLICIES = List.of("absent", "1", "0", "7", "text");
  private static final List<String> OPTIONS = List.of("absent", "on", "off", "broken");

  @Test
  void everyCombinationIsAnsweredAsInTheTable() {
    var rows = DESKTOP.lines().map(row -> row.split(" +")).toList();
    var asked = new ArrayList<String>();

    for (var row : rows) {
      for (var app : List.of(App.WORD, App.EXCEL, App.POWERPOINT, App.OUTLOOK)) {
        var answer = question(row[0], row[1], row[2], app).answer();
        assertThat(
                List.of(
                    answer.shown() ? "shown" : "hidden",
                    answer.locked() ? "locked" : "free",
                    answer.reason().name()))
            .as("%s %s", app, String.join(" ", row))
            .containsExactly(row[3], row[4], row[5]);
      }
      for (var app : List.of(App.OUTLOOK_ON_THE_WEB, App.ONEDRIVE, App.SHAREPOINT)) {
        var answer = question(row[0], row[1], row[2], app).answer();
        var reason = row[0].equals("allowed") ? Reason.TENANT_ALLOWS : Reason.TENANT_DENIES;
        assertThat(answer.reason()).as("%s %s", app, String.join(" ", row)).isEqualTo(reason);
        assertThat(answer.shown()).isEqualTo(row[0].equals("allowed"));
        assertThat(answer.locked()).isFalse();
      }
      var older = question(row[0], row[1], row[2], App.OLDER_OFFICE).answer();
      assertThat(older.reason()).isEqualTo(Reason.APP_HAS_NO_LINKEDIN);
      assertThat(older.shown() || older.locked()).isFalse();
      asked.add(row[0] + row[1] + row[2]);
    }

    assertThat(asked)
        .doesNotHaveDuplicates()
        .hasSize(TENANTS.size() * POLICIES.size() * OPTIONS.size());
    assertThat(App.values()).hasSize(8);
  }

  @Test
  void theLastLayerThatSpeaksWins() {
    var layers =
        List.of(
            layer("Domain", set(POLICY_VALUE, RegistryValue.dword(1))),
            layer("Sales", set(POLICY_VALUE, RegistryValue.dword(0))),
            layer("Printers", set("Other", RegistryValue.dword(1))));

    var answer = new Question(ALLOWED, layers, UserOption.ON, App.WORD).answer();

    assertThat(answer.reason()).isEqualTo(Reason.POLICY_DISABLED);
    assertThat(answer.policy()).isEqualTo(PolicyState.DISABLED);
    assertThat(answer.trace())
        .containsExactly(
            new Step(Rule.APP, Finding.HEEDS_TENANT_POLICY_AND_OPTION, "", ""),
            new Step(Rule.TENANT, Finding.ALLOWED, "ALLOWED_EVERYONE", ""),
            new Step(Rule.LAYER, Finding.ENABLED, "Domain", ""),
            new Step(Rule.LAYER, Finding.DISABLED, "Sales", ""),
            new Step(Rule.LAYER, Finding.SILENT, "Printers", ""),
            new Step(Rule.POLICY, Finding.DISABLED, "", ""),
            new Step(Rule.OPTION, Finding.ON, "", ""));
  }

  @Test
  void aLayerThatDeletesTheValueBringsThePolicyBackToNotConfigured() {
    var disabled = layer("Domain", set(POLICY_VALUE, RegistryValue.dword(0)));

    for (var name : List.of("**del.linkedin", "**delvals.", "**soft.Other")) {
      var deleting = layer("Local", set(name, RegistryValue.string(" ")));
      var answer =
          new Question(ALLOWED, List.of(disabled, deleting), UserOption.NOT_TOLD, App.EXCEL)
              .answer();
      var removes = !name.startsWith("**soft");
      assertThat(answer.shown()).as(name).isEqualTo(removes);
      assertThat(answer.trace())
          .contains(new Step(Rule.LAYER, removes ? Finding.REMOVED : Finding.SILENT, "Local", ""));
    }
  }

  @Test
  void aValueThatIsSetOnlyIfThereIsNoneDecidesOnlyThen() {
    var disabled = layer("Domain", set(POLICY_VALUE, RegistryValue.dword(0)));
    var soft = layer("Local", set("**soft." + POLICY_VALUE, RegistryValue.dword(0)));

    assertThat(
            new Question(ALLOWED, List.of(disabled, soft), UserOption.NOT_TOLD, App.EXCEL)
                .answer()
                .trace())
        .contains(new Step(Rule.LAYER, Finding.SILENT, "Local", ""));
    assertThat(
            new Question(ALLOWED, List.of(soft), UserOption.NOT_TOLD, App.EXCEL).answer().trace())
        .contains(new Step(Rule.LAYER, Finding.DISABLED, "Local", ""));
  }

  @Test
  void aMalformedValueHidesTheLayerBelowAndIsNamedInTheTrace() {
    var disabled = layer("Domain", set(POLICY_VALUE, RegistryValue.dword(0)));
    var broken =
        Map.of(
            RegistryValue.dword(7), "REG_DWORD 7",
            RegistryValue.string("0"), "REG_SZ “0”",
            RegistryValue.qword(0), "REG_QWORD of 8 bytes",
            RegistryValue.string("x".repeat(65)), "REG_SZ of 132 bytes");

    broken.forEach(
        (value, words) -> {
          var layers = List.of(disabled, layer("Local", set(POLICY_VALUE, value)));
          var answer = new Question(ALLOWED, layers, UserOption.NOT_TOLD, App.OUTLOOK).answer();

          assertThat(answer.reason()).isEqualTo(Reason.ON_BY_DEFAULT);
          assertThat(answer.trace())
              .contains(
                  new Step(Rule.LAYER, Finding.MALFORMED, "Local", words),
                  new Step(Rule.POLICY, Finding.MALFORMED, "", words));
        });
  }

  @Test
  void saysWhatTheLayersAddUpToAlsoWhereTheApplicationDoesNotHeedIt() {
    var disabled = List.of(layer("Domain", set(POLICY_VALUE, RegistryValue.dword(0))));

    for (var app : App.values()) {
      var answer = new Question(ALLOWED, disabled, UserOption.NOT_TOLD, app).answer();

      assertThat(answer.policy()).as("%s", app).isEqualTo(PolicyState.DISABLED);
      assertThat(answer.locked()).isEqualTo(app.kind() == App.Kind.DESKTOP);
    }
  }

  @Test
  @Timeout(10)
  void manyLayersWithMuchThatDoesNotMatterAreAnsweredSoon() {
    var entries = new ArrayList<RegistryEntry>();
    for (var i = 0; i < 2_000; i++) {
      entries.add(new RegistryEntry("Software\\K" + i, "V", RegistryValue.dword(i)));
    }
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < 500; i++) {
      entries.set(0, new RegistryEntry("Software\\L" + i, "V", RegistryValue.dword(i)));
      layers.add(new Layer("layer " + i, new RegistryPolicy(entries)));
    }
    layers.add(layer("last", set(POLICY_VALUE, RegistryValue.dword(0))));

    assertThat(new Question(ALLOWED, layers, UserOption.NOT_TOLD, App.WORD).answer().policy())
        .isEqualTo(PolicyState.DISABLED);
  }

  @Test
  void whatIsToldOfTheOptionCountsMoreThanWhatALayerHolds() {
    var off =
        layer("export.reg", new RegistryEntry(OPTION_KEY, OPTION_VALUE, RegistryValue.dword(0)));

    assertThat(new Question(ALLOWED, List.of(off), UserOption.ON, App.WORD).answer().reason())
        .isEqualTo(Reason.OPTION_ON);
    assertThat(new Question(ALLOWED, List.of(off), UserOption.NOT_TOLD, App.WORD).answer().reason())
        .isEqualTo(Reason.OPTION_OFF);
  }

  @Test
  void everyAnswerNamesItsReasonInTheOrderOfTheRules() {
    var answer = new Question(DENIED, List.of(), UserOption.OFF, App.ONEDRIVE).answer();

    assertThat(answer.trace())
        .containsExactly(
            new Step(Rule.APP, Finding.HEEDS_TENANT_ONLY, "", ""),
            new Step(Rule.TENANT, Finding.DENIED, "SETTING_IS_NO", ""));
  }

  private static Question question(String tenant, String policy, String option, App app) {
    var entries = new ArrayList<RegistryEntry>();
    switch (policy) {
      case "absent" -> {}
      case "text" -> entries.add(set(POLICY_VALUE, RegistryValue.string("1")));
      default -> entries.add(set(POLICY_VALUE, RegistryValue.dword(Long.parseLong(policy))));
    }
    if (option.equals("broken")) {
      entries.add(new RegistryEntry(OPTION_KEY, OPTION_VALUE, RegistryValue.dword(2)));
    }
    var told =
        switch (option) {
          case "on" -> UserOption.ON;
          case "off" -> UserOption.OFF;
          default -> UserOption.NOT_TOLD;
        };
    return new Question(
        tenant.equals("allowed") ? ALLOWED : DENIED,
        List.of(new Layer("file", new RegistryPolicy(entries))),
        told,
        app);
  }

  private static Layer layer(String name, RegistryEntry... entries) {
    return new Layer(name, new RegistryPolicy(Arrays.asList(entries)));
  }

  private static RegistryEntry set(String name, RegistryValue value) {
    return new RegistryEntry(POLICY_KEY, name, value);
  }
}
