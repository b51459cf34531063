package dev.entente.server.grouppolicy;

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
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
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
    store = Files.createDirectories(samba.policies().resolve("PolicyDefinitions"));
    signInAs(SambaDomain.ADMIN);
  }

  @AfterEach
  void removeTheStore() throws IOException {
    if (Files.exists(store)) {
      try (var files = Files.walk(store)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void ourTemplatesAreCopiedOnce() throws IOException {
    var plan = domains.planTemplates(tenant, FILES);

    var report = domains.copyTemplates(tenant, FILES, plan.digest(), ADA);

    assertThat(plan.steps().steps()).extracting(Step::comparison).containsOnly(Comparison.NEW);
    assertThat(report.copied()).hasSize(FILES.size());
    assertThat(report.failure()).isEmpty();
    for (var file : FILES.entrySet()) {
      assertThat(Files.readAllBytes(store.resolve(file.getKey().toString())))
          .isEqualTo(file.getValue());
    }
    assertThat(domains.planTemplates(tenant, FILES).steps().isDone()).isTrue();
    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .extracting(AuditEntry::event)
        .startsWith("TemplatesCopied", "TemplateCopyBegun");
  }

  @Test
  void aDomainWithoutAStoreIsNotGivenOne() throws IOException {
    Files.delete(store);

    refused(Problem.Code.CONFLICT, () -> domains.planTemplates(tenant, FILES));

    assertThat(Files.exists(store)).isFalse();
  }

  @Test
  void aStoreThatChangedSinceThePlanIsLeftAlone() throws IOException {
    var digest = domains.planTemplates(tenant, FILES).digest();
    var theirs = Files.writeString(store.resolve("entente.admx"), "<another/>");

    refused(
        Problem.Code.PRECONDITION_FAILED, () -> domains.copyTemplates(tenant, FILES, digest, ADA));

    assertThat(Files.readString(theirs)).isEqualTo("<another/>");
  }

  @Test
  void anAccountWithoutRightsCopiesNothingAndTheReportSaysSo() {
    signInAs(SambaDomain.READER);
    var plan = domains.planTemplates(tenant, FILES);

    var report = domains.copyTemplates(tenant, FILES, plan.digest(), ADA);

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
                tenant, Map.of(TemplateName.parse("broken.admx"), new byte[] {1, 2, 3})));
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
