package dev.entente.server.audit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.web.Role;
import dev.entente.server.web.WebSettings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
@Tag("M73")
class AuditRoutesTests {

  private static final String API = "/v1.0/auditLogs/accountConnections";
  private static final String PAGE = "/admin/audit";

  private static final RequestPostProcessor GUS =
      Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  private static final RequestPostProcessor BEN = Callers.person(Cast.NORTHLIGHT, Cast.BEN);
  private static final RequestPostProcessor HANA =
      Callers.person(Cast.HARBOUR, Cast.HANA, Role.GLOBAL_ADMINISTRATOR);

  @Autowired private WebApplicationContext context;
  @Autowired private Policies policies;
  @Autowired private WebSettings settings;
  @Autowired private Clock clock;
  @Autowired private MessageSource messages;

  @BeforeEach
  void adaSaves() {
    save(new Audience.MembersOf(Cast.SALES));
  }

  @AfterEach
  void adaSavesYes() {
    save(new Audience.Everyone());
  }

  @Test
  void anAuditorReadsTheNewestChangeFirst() {
    assertThat(server().get().uri(API + "?$top=1").with(GUS))
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying("$.value[0].activity", it -> it.assertThat().isEqualTo("PolicyChanged"))
        .hasPathSatisfying(
            "$.value[0].initiatedBy.id", it -> it.assertThat().isEqualTo(Cast.ADA.toString()))
        .hasPath("$['@odata.nextLink']");
  }

  @Test
  void followingTheLinksLeadsOnceThroughEveryEntryToTheEnd() {
    var start = clock.instant();
    for (var i = 0; i < 3; i++) {
      save(new Audience.Nobody());
      save(new Audience.Everyone());
    }
    save(new Audience.Nobody());

    List<Integer> ids = new ArrayList<>();
    var pages = 0;
    var next = Optional.of(API + "?$top=3&since=" + start);
    while (next.isPresent()) {
      String page = get(next.get());
      ids.addAll(JsonPath.<List<Integer>>read(page, "$.value[*].id"));
      next =
          JsonPath.<List<String>>read(page, "$[?(@['@odata.nextLink'])]['@odata.nextLink']")
              .stream()
              .findFirst();
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo(reverseOrder());
  }

  @Test
  void sinceLeavesOutWhatWasBefore() {
    assertThat(get(API + "?since=2999-01-01T00:00:00Z"))
        .contains("\"value\":[]")
        .doesNotContain("nextLink");
  }

  @Test
  void aPersonWithoutARoleIsRefused() {
    assertThat(server().get().uri(API).with(BEN)).hasStatus(403);
    assertThat(server().get().uri(PAGE).with(BEN)).hasStatus(403);
  }

  @Test
  void anotherTenantReadsNothingOfIt() {
    assertThat(server().get().uri(API + "?$top=200").with(HANA))
        .hasStatusOk()
        .bodyText()
        .doesNotContain(Cast.ADA.toString());
  }

  @Test
  void aBadPageSizeOrTimeIsNamed() {
    assertThat(server().get().uri(API + "?$top=0").with(GUS))
        .hasStatus(400)
        .bodyJson()
        .hasPathSatisfying("$.error.target", it -> it.assertThat().isEqualTo("$top"));
    assertThat(server().get().uri(API + "?since=yesterday").with(GUS))
        .hasStatus(400)
        .bodyJson()
        .hasPathSatisfying("$.error.target", it -> it.assertThat().isEqualTo("since"));
  }

  @Test
  void thePageTellsItInSentences() {
    assertThat(server().get().uri(PAGE).with(GUS))
        .hasStatusOk()
        .bodyText()
        .contains("The setting was changed", "Ada Visser");
  }

  @Test
  void everyEventHasASentence() {
    var events =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.entente.server")
                .stream()
                .filter(it -> it.isAssignableTo(DomainEvent.class))
                .filter(it -> !it.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .toList();

    assertThat(events).contains("PolicyChanged", "Connected");
    assertThat(events)
        .allSatisfy(
            it ->
                assertThat(messages.getMessage("audit.event." + it, new Object[0], Locale.ENGLISH))
                    .isNotBlank());
  }

  /** Links are followed as they are. */
  private String get(String link) {
    var uri = URI.create(link.replace(settings.publicUrl().toString(), ""));
    var page = server().get().uri(uri).with(GUS).exchange();
    assertThat(page).hasStatusOk();
    return new String(page.getResponse().getContentAsByteArray(), UTF_8);
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }

  private void save(Audience audience) {
    policies.change(
        Cast.NORTHLIGHT,
        PolicyChange.to(audience),
        policies.of(Cast.NORTHLIGHT).version(),
        new Actor.Person(Cast.ADA));
  }
}
