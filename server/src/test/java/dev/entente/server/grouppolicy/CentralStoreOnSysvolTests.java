package dev.entente.server.grouppolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.StorePlan.Comparison;
import dev.entente.grouppolicy.template.StorePlan.Step;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.audit.AuditEntry;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.directory.ldap.SambaDomain;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Templates on the SYSVOL of a real domain. */
@EntenteTest
@Tag("M60")
class CentralStoreOnSysvolTests {

  private static final Actor ADA = new Actor.Operator();
  private static final Map<TemplateName, byte[]> FILES = EntentePolicy.files();
  private static final Set<TemplateName> NONE = Set.of();

  @Autowired private Domains domains;
  @Autowired private Tenants tenants;
  @Autowired private AuditLog audit;

  private Samba samba;
  private TenantId tenant;
  private Path store;

  @BeforeAll
  static void isInstalled() {
    SambaDomain.withFiles();
  }

  @BeforeEach
  void haveAStore() throws IOException {
    samba = new Samba();
    tenant = NewTenant.of(tenants);
    store = samba.makeStore();
    signInAs(SambaDomain.ADMIN);
  }

  @AfterEach
  void removeTheStore() throws IOException {
    samba.removeStore();
  }

  @Test
  void ourTemplatesAreCopiedOnce() throws IOException {
    var plan = domains.planTemplates(tenant, FILES, NONE);

    var report = domains.copyTemplates(tenant, FILES, NONE, plan.digest(), ADA);

    assertThat(plan.steps().steps()).extracting(Step::comparison).containsOnly(Comparison.NEW);
    assertThat(report.copied()).hasSize(FILES.size());
    assertThat(report.failure()).isEmpty();
    for (var file : FILES.entrySet()) {
      assertThat(Files.readAllBytes(store.resolve(file.getKey().toString())))
          .isEqualTo(file.getValue());
    }
    assertThat(domains.planTemplates(tenant, FILES, NONE).steps().isDone()).isTrue();
    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .extracting(AuditEntry::event)
        .startsWith("TemplatesCopied", "TemplateCopyBegun");
  }

  @Test
  void aDomainWithoutAStoreIsNotGivenOne() throws IOException {
    Files.delete(store);

    refused(Problem.Code.CONFLICT, () -> domains.planTemplates(tenant, FILES, NONE));

    assertThat(Files.exists(store)).isFalse();
  }

  @Test
  void aStoreThatChangedSinceThePlanIsLeftAlone() throws IOException {
    var digest = domains.planTemplates(tenant, FILES, NONE).digest();
    var theirs = Files.writeString(store.resolve("entente.admx"), "<another/>");

    refused(
        Problem.Code.PRECONDITION_FAILED,
        () -> domains.copyTemplates(tenant, FILES, NONE, digest, ADA));

    assertThat(Files.readString(theirs)).isEqualTo("<another/>");
  }

  @Test
  void templatesThatAreNotThoseOfThePlanAreNotCopied() {
    var digest = domains.planTemplates(tenant, FILES, NONE).digest();
    var others = new TreeMap<>(FILES);
    others.computeIfPresent(
        TemplateName.parse("entente.admx"),
        (_, content) -> (new String(content, UTF_8) + "<!-- -->").getBytes(UTF_8));

    refused(
        Problem.Code.PRECONDITION_FAILED,
        () -> domains.copyTemplates(tenant, others, NONE, digest, ADA));

    assertThat(store).isEmptyDirectory();
  }

  @Test
  void whatWasApprovedIsNamedInTheAuditLog() throws IOException {
    var admx = TemplateName.parse("entente.admx");
    Files.writeString(
        store.resolve("entente.admx"),
        new String(Objects.requireNonNull(FILES.get(admx)), UTF_8) + "<!-- theirs -->");
    var approved = Set.of(admx);
    var unapproved = domains.planTemplates(tenant, FILES, NONE).digest();
    refused(
        Problem.Code.CONFLICT, () -> domains.copyTemplates(tenant, FILES, NONE, unapproved, ADA));
    assertThat(Files.exists(store.resolve("en-US"))).isFalse();

    var plan = domains.planTemplates(tenant, FILES, approved);
    domains.copyTemplates(tenant, FILES, approved, plan.digest(), ADA);

    assertThat(Files.readAllBytes(store.resolve("entente.admx"))).isEqualTo(FILES.get(admx));
    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .filteredOn(it -> it.event().equals("TemplateCopyBegun"))
        .singleElement()
        .satisfies(it -> assertThat(it.facts()).containsEntry("approved", "entente.admx"));
  }

  @Test
  void anAccountWithoutRightsCopiesNothingAndTheReportSaysSo() {
    signInAs(SambaDomain.READER);
    var plan = domains.planTemplates(tenant, FILES, NONE);

    var report = domains.copyTemplates(tenant, FILES, NONE, plan.digest(), ADA);

    assertThat(report.copied()).isEmpty();
    assertThat(report.failure().orElseThrow().said()).contains("no right");
    assertThat(report.left()).hasSize(FILES.size());
    assertThat(store).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNoTemplateIsRefused() {
    refused(
        Problem.Code.INVALID_REQUEST,
        () ->
            domains.planTemplates(
                tenant, Map.of(TemplateName.parse("broken.admx"), new byte[] {1, 2, 3}), NONE));
  }

  private void signInAs(String account) {
    new GroupPolicyBlock(domains)
        .configure(
            tenant, samba.settings("Office", account, SambaDomain.PASSWORD, null), Path.of("/"));
  }

  private static void refused(Problem.Code code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).as(it.message()).isEqualTo(code));
  }
}
