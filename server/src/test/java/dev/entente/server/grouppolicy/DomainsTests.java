package dev.entente.server.grouppolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hierynomus.msdtyp.AccessMask;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.gpo.ExtensionNames;
import dev.entente.grouppolicy.gpo.GpoFile;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.grouppolicy.gpo.GroupPolicyObject;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryValue;
import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.audit.AuditEntry;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.ldap.SambaDomain;
import dev.entente.server.directory.ldap.Servers;
import dev.entente.server.grouppolicy.Controller.Connector;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Changes in a real domain, read again with Samba's own parsers. */
@EntenteTest
@Tag("M61")
@Tag("M63")
class DomainsTests {

  private static final Goal ENABLED = new Goal.State(PolicyState.ENABLED);
  private static final Goal DISABLED = new Goal.State(PolicyState.DISABLED);
  private static final Goal NOT_CONFIGURED = new Goal.State(PolicyState.NOT_CONFIGURED);
  private static final Goal UNDO = new Goal.Undo();
  private static final Actor ADA = new Actor.Operator();

  private static final String OURS =
      "Software\\Policies\\Microsoft\\Office\\16.0\\Common LinkedIn 4 ";
  private static final RegistryPolicy OTHERS =
      new RegistryPolicy(
          List.of(
              new RegistryEntry("Software\\Policies\\Else", "First", RegistryValue.dword(7)),
              new RegistryEntry("Software\\Policies\\Else", "Last", RegistryValue.dword(8))));

  @Autowired private Domains domains;
  @Autowired private Tenants tenants;
  @Autowired private AuditLog audit;
  @Autowired private DomainChangeStore store;
  @Autowired private TenantTransactions transactions;
  @Autowired private Clock clock;

  private final String name = "Office " + UUID.randomUUID();
  private Samba samba;
  private TenantId tenant;

  @BeforeAll
  static void isInstalled() {
    SambaDomain.withFiles();
  }

  @BeforeEach
  void haveADomain() {
    samba = new Samba();
    tenant = NewTenant.of(tenants);
    configure(samba.settings(name));
  }

  @ParameterizedTest
  @CsvSource({"ENABLED,1", "DISABLED,0"})
  void whatIsAppliedIsWhatSambaReads(PolicyState state, int value) throws IOException {
    var id = samba.create(name);
    put(id, OTHERS);

    apply(new Goal.State(state));

    assertThat(samba.registryPol(id).lines())
        .containsExactly(
            "Software\\Policies\\Else First 4 7",
            "Software\\Policies\\Else Last 4 8",
            OURS + value);
    assertThat(samba.gpo("show", id.toString())).contains("version      : 65536");
    assertThat(Files.readString(samba.file(id, "GPT.INI"))).contains("Version=65536");
    assertThat(samba.attribute(id, "gPCUserExtensionNames"))
        .isEqualTo("[" + ExtensionNames.REGISTRY + ExtensionNames.USER_TEMPLATES + "]");
  }

  @Test
  void notConfiguredTakesOnlyOurEntryOut() throws IOException {
    var id = samba.create(name);
    put(id, OTHERS);
    apply(DISABLED);

    apply(NOT_CONFIGURED);

    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(OTHERS.toBytes());
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("131072");
  }

  @Test
  void anObjectThatIsNotThereIsMade() throws IOException {
    var plan = domains.plan(tenant, DISABLED);

    apply(DISABLED);

    assertThat(plan.findings()).contains(new Finding.WillBeMade(), new Finding.NotLinked());
    var id = plan.change().after().id();
    assertThat(samba.gpo("listall")).contains(name, id.toString());
    assertThat(samba.registryPol(id)).isEqualTo(OURS + "0\n");
    assertThat(Files.isDirectory(samba.file(id, "Machine"))).isTrue();
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("65536");
    assertThat(domains.plan(tenant, DISABLED).isEmpty()).isTrue();
  }

  @Test
  void nothingIsMadeForNotConfigured() {
    assertThat(domains.plan(tenant, NOT_CONFIGURED).isEmpty()).isTrue();
    assertThat(apply(NOT_CONFIGURED)).isFalse();
    assertThat(samba.gpo("listall")).doesNotContain(name);
  }

  @Test
  void aPlanShowsLinksAndChangesNothing() {
    var id = samba.create(name);
    var unit = samba.addUnit("Sales " + UUID.randomUUID());
    samba.link(id, unit, 2);

    var plan = domains.plan(tenant, ENABLED);

    assertThat(plan.links()).containsExactly(new Link(unit, true, true));
    assertThat(plan.findings()).isEmpty();
    assertThat(plan.change().files())
        .extracting(GpoFile::path)
        .containsExactly(GpoFile.REGISTRY_POLICY, GpoFile.GPT_INI);
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("0");
    assertThat(Files.exists(samba.file(id, "User/Registry.pol"))).isFalse();
  }

  @Test
  void aPlanOfYesterdayIsRefused() throws IOException {
    var id = samba.create(name);
    var digest = domains.plan(tenant, DISABLED).digest();
    put(id, OTHERS);

    refused(Problem.Code.PRECONDITION_FAILED, () -> domains.apply(tenant, DISABLED, digest, ADA));

    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("0");
    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(OTHERS.toBytes());
  }

  @Test
  void whoEditsInTheSameMomentWinsAndOurFilesAreTakenBack() throws IOException {
    var id = samba.create(name);
    put(id, OTHERS);
    configure(
        Killed.before(
            connector(samba.settings(name)),
            step -> {
              if (step.equals("replace")) {
                samba.set(id, "versionNumber", "196608");
              }
            }));

    refused(Problem.Code.PRECONDITION_FAILED, () -> apply(DISABLED));

    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(OTHERS.toBytes());
    assertThat(Files.readString(samba.file(id, "GPT.INI"))).contains("Version=0");
    assertThat(drafts(id)).isEmpty();
    assertThat(domains.last(tenant)).isEmpty();
  }

  @Test
  void whatAnEditorWritesBetweenOurDraftAndItsNameIsKept() throws IOException {
    var id = samba.create(name);
    var count = new AtomicInteger();
    configure(
        Killed.before(
            connector(samba.settings(name)),
            step -> {
              if (step.equals("draft") && count.incrementAndGet() == 2) {
                put(id, OTHERS);
              }
            }));

    refused(Problem.Code.PRECONDITION_FAILED, () -> apply(DISABLED));

    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(OTHERS.toBytes());
    assertThat(drafts(id)).isEmpty();
  }

  @Test
  void whatAnEditorWritesWhileWeWaitForAnOpenFileIsKept() throws IOException {
    var id = samba.create(name);
    put(id, new RegistryPolicy(List.of()));
    var settings = samba.settings(name);
    var file = "%s\\Policies\\%s\\User\\Registry.pol".formatted(Samba.DOMAIN, id);
    try (var sysvol = Sysvol.connect(settings, "Administrator");
        var _ = sysvol.existing(file, AccessMask.GENERIC_READ)) {
      var tries = new AtomicInteger();
      configure(
          Killed.before(
              connector(settings),
              step -> {
                if (step.equals("publish") && tries.incrementAndGet() == 1) {
                  put(id, OTHERS);
                }
              }));

      refused(Problem.Code.PRECONDITION_FAILED, () -> apply(DISABLED));

      assertThat(tries).hasValue(1);
    }
    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(OTHERS.toBytes());
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("0");
    assertThat(drafts(id)).isEmpty();
  }

  @Test
  void aChangeWhoseEndCannotBeKeptIsHalfDoneAndCompletedByTheNext() {
    samba.create(name);
    var forgetful =
        new Domains(
            store,
            transactions,
            event -> {
              if (event instanceof GroupPolicyChanged) {
                throw new IllegalStateException("The disk is full.");
              }
            },
            clock);
    forgetful.configure(tenant, new Domain(Samba.DOMAIN, name), connector(samba.settings(name)));
    var digest = forgetful.plan(tenant, DISABLED).digest();

    assertThat(forgetful.apply(tenant, DISABLED, digest, ADA))
        .isEqualTo(new Outcome.HalfDone("The server failed."));

    assertThat(domains.plan(tenant, DISABLED).findings())
        .anyMatch(Finding.HalfDone.class::isInstance);
    assertThat(apply(DISABLED)).isTrue();
    assertThat(domains.last(tenant)).isPresent();
  }

  @Test
  void versionsThatDifferAreSaidAndBroughtTogether() {
    var id = samba.create(name);
    apply(DISABLED);
    samba.set(id, "versionNumber", "327680");

    var plan = domains.plan(tenant, DISABLED);
    apply(DISABLED);

    assertThat(plan.findings())
        .contains(new Finding.VersionsDiffer(new GpoVersion(5, 0), new GpoVersion(1, 0)));
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("393216");
    assertThat(domains.plan(tenant, DISABLED).isEmpty()).isTrue();

    assertThat(apply(UNDO)).isTrue();
    assertThat(samba.registryPol(id)).isEmpty();
  }

  @Test
  void aServerThatIsKilledAtAnyStepGoesOnAndCanStillUndo() throws IOException {
    var id = samba.create(name);
    put(id, OTHERS);
    var steps = stepsOf(() -> apply(DISABLED));
    configure(samba.settings(name));
    apply(UNDO);

    for (var step = 0; step < steps; step++) {
      configure(Killed.after(step, connector(samba.settings(name))));
      assertThatExceptionOfType(Killed.class).isThrownBy(() -> apply(DISABLED));
      configure(samba.settings(name));

      assertThat(domains.plan(tenant, DISABLED).findings())
          .as("killed before step %d", step)
          .anyMatch(Finding.HalfDone.class::isInstance);
      apply(DISABLED);
      assertThat(samba.registryPol(id)).endsWith(OURS + "0\n");
      assertThat(Files.readString(samba.file(id, "GPT.INI")))
          .contains("Version=" + samba.attribute(id, "versionNumber"));
      assertThat(drafts(id)).isEmpty();
      assertThat(domains.plan(tenant, DISABLED).isEmpty()).isTrue();

      apply(UNDO);
      assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol")))
          .as("undone after a kill before step %d", step)
          .isEqualTo(OTHERS.toBytes());
    }
  }

  @Test
  void aServerThatIsKilledWhileItMakesTheObjectGoesOn() throws IOException {
    var steps = stepsOf(() -> apply(ENABLED));

    for (var step = 0; step < steps; step++) {
      var object = name + " " + step;
      domains.configure(
          tenant,
          new Domain(Samba.DOMAIN, object),
          Killed.after(step, connector(samba.settings(object))));
      assertThatExceptionOfType(Killed.class).isThrownBy(() -> apply(ENABLED));
      configure(samba.settings(object));

      apply(ENABLED);

      var plan = domains.plan(tenant, ENABLED);
      assertThat(plan.isEmpty()).as("killed before step %d", step).isTrue();
      assertThat(samba.registryPol(plan.change().after().id())).isEqualTo(OURS + "1\n");
      assertThat(samba.halves(plan.change().after().id()))
          .as("killed before step %d", step)
          .containsExactlyInAnyOrder("User", "Machine");
    }
  }

  @Test
  void makingThatFailsTakesBackWhatItMadeAndNothingElse() throws IOException {
    var id = domains.plan(tenant, DISABLED).change().after().id();
    var others = samba.file(id, "notes.txt");
    Files.createDirectories(others.getParent());
    Files.writeString(others, "somebody else's");
    configure(
        Killed.before(
            connector(samba.settings(name)),
            step -> {
              if (step.equals("replace")) {
                throw new Problem(Problem.Code.CONFLICT, "Refused.");
              }
            }));

    refused(Problem.Code.CONFLICT, () -> apply(DISABLED));

    assertThat(samba.gpo("listall")).doesNotContain(name);
    try (var left = Files.list(others.getParent())) {
      assertThat(left).containsExactly(others);
    }
    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .extracting(AuditEntry::event)
        .startsWith("GroupPolicyChangeTakenBack", "GroupPolicyChangeBegun");
  }

  @Test
  void aChangeThatWasCutOffWaitsWhileAnotherObjectIsChanged() {
    samba.create(name);
    configure(Killed.after(3, connector(samba.settings(name))));
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> apply(DISABLED));
    var other = name + " other";
    samba.create(other);
    configure(samba.settings(other));

    apply(ENABLED);

    configure(samba.settings(name));
    assertThat(domains.plan(tenant, DISABLED).findings())
        .anyMatch(Finding.HalfDone.class::isInstance);
  }

  @Test
  void undoingBringsBackWhatWasThere() throws IOException {
    var id = samba.create(name);
    put(id, OTHERS);
    apply(ENABLED);
    var before = Files.readAllBytes(samba.file(id, "User/Registry.pol"));
    apply(DISABLED);

    apply(UNDO);

    assertThat(Files.readAllBytes(samba.file(id, "User/Registry.pol"))).isEqualTo(before);
    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("196608");
    assertThat(domains.last(tenant)).map(DomainChange::goal).contains(UNDO);
  }

  @Test
  void undoingIsRefusedOnceSomebodyHasChangedOurEntry() throws IOException {
    var id = samba.create(name);
    apply(DISABLED);
    put(id, new RegistryPolicy(List.of()));

    refused(Problem.Code.CONFLICT, () -> domains.plan(tenant, UNDO));
  }

  @Test
  void undoingNeedsSomethingToUndo() {
    samba.create(name);

    refused(Problem.Code.NOT_FOUND, () -> domains.plan(tenant, UNDO));
  }

  @Test
  void theAuditLogHasBeginningAndEnd() {
    samba.create(name);

    apply(DISABLED);

    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .extracting(AuditEntry::event)
        .startsWith("GroupPolicyChanged", "GroupPolicyChangeBegun");
  }

  @Test
  void aPackageThatSambaLoadedIsReadAsItWas(@TempDir Path folder) throws IOException {
    var change =
        GroupPolicyObject.fresh(new GpoId(UUID.randomUUID()), Samba.DOMAIN, name)
            .to(PolicyState.DISABLED);
    var packed = Files.createDirectories(folder.resolve("package/User")).resolve("Registry.pol");
    Files.write(packed, change.files().getFirst().content());

    samba.load(name, folder.resolve("package"), folder);

    var plan = domains.plan(tenant, DISABLED);
    assertThat(plan.change().before().userPolicy()).isEqualTo(change.after().userPolicy());
    assertThat(samba.registryPol(plan.change().before().id())).isEqualTo(OURS + "0\n");
  }

  @Test
  void aWrongPasswordIsSaid() {
    samba.create(name);
    configure(samba.settings(name, SambaDomain.ADMIN, new Secret("wrong"), null));

    refused(Problem.Code.UNAVAILABLE, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining("bindDn or password is wrong");
  }

  @Test
  void aHostThatIsNotThereIsSaid() {
    configure(samba.settings(name, SambaDomain.ADMIN, SambaDomain.PASSWORD, 1));

    refused(Problem.Code.UNAVAILABLE, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void anAccountWithoutRightsChangesNothing() {
    var id = samba.create(name);
    configure(samba.settings(name, SambaDomain.READER, SambaDomain.PASSWORD, null));

    refused(Problem.Code.CONFLICT, () -> apply(DISABLED)).hasMessageContaining("no right");

    assertThat(samba.attribute(id, "versionNumber")).isEqualTo("0");
    assertThat(Files.exists(samba.file(id, "User/Registry.pol"))).isFalse();
  }

  @Test
  void anAccountWithoutRightsMakesNothing() {
    configure(samba.settings(name, SambaDomain.READER, SambaDomain.PASSWORD, null));

    refused(Problem.Code.CONFLICT, () -> apply(DISABLED));

    assertThat(samba.gpo("listall")).doesNotContain(name);
  }

  @Test
  void aNameThatTwoObjectsHaveIsRefused() {
    var other = samba.create(name + " 2");
    var id = samba.create(name);
    samba.set(other, "displayName", name);

    refused(Problem.Code.CONFLICT, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining(id.toString())
        .hasMessageContaining(other.toString());
  }

  @Test
  void anObjectWithoutItsFilesIsRefused() throws IOException {
    var id = samba.create(name);
    Files.delete(samba.file(id, "GPT.INI"));

    refused(Problem.Code.CONFLICT, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining("GPT.INI");
  }

  @Test
  void aBrokenFileIsNamedAndLeftAlone() throws IOException {
    var id = samba.create(name);
    Files.writeString(samba.file(id, "User/Registry.pol"), "no PReg");

    refused(Problem.Code.CONFLICT, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining("Registry.pol, byte 0");
  }

  @Test
  void commentsThatCannotBeReadAreLeftAlone() throws IOException {
    var id = samba.create(name);
    var comments = samba.file(id, "User/comment.cmtx");
    Files.writeString(comments, "no XML");

    assertThat(apply(DISABLED)).isTrue();

    assertThat(Files.readString(comments)).isEqualTo("no XML");
  }

  @Test
  void aFolderWithoutAnObjectIsSaidToBeThere() {
    put(domains.plan(tenant, DISABLED).change().after().id(), OTHERS);

    assertThat(domains.plan(tenant, DISABLED).findings())
        .contains(new Finding.WillBeMade(), new Finding.FolderIsThere());
  }

  @Test
  void anObjectWhoseFilesAreElsewhereIsRefused() {
    var id = samba.create(name);
    samba.set(id, "gPCFileSysPath", "\\\\northlight.example\\sysvol\\..\\secrets");

    refused(Problem.Code.CONFLICT, () -> domains.plan(tenant, DISABLED))
        .hasMessageContaining("secrets");
  }

  @Test
  void aTenantWithoutADomainIsTold() {
    var another = NewTenant.of(tenants);

    assertThat(domains.find(another)).isEmpty();
    refused(Problem.Code.NOT_FOUND, () -> domains.plan(another, DISABLED));
  }

  private void configure(DomainSettings settings) {
    new GroupPolicyBlock(domains).configure(tenant, settings, Path.of("/"));
  }

  private void configure(Connector connector) {
    domains.configure(tenant, new Domain(Samba.DOMAIN, name), connector);
  }

  private static Connector connector(DomainSettings settings) {
    var servers = Servers.of(settings.access(), Path.of("/"));
    return () -> DomainController.connect(servers, settings);
  }

  private int stepsOf(Runnable work) {
    var count = new AtomicInteger();
    configure(Killed.before(connector(samba.settings(name)), _ -> count.incrementAndGet()));
    work.run();
    return count.get();
  }

  /** False when there was nothing to do. */
  private boolean apply(Goal goal) {
    return domains.apply(tenant, goal, domains.plan(tenant, goal).digest(), ADA)
        instanceof Outcome.Changed;
  }

  private void put(GpoId id, RegistryPolicy policy) {
    try {
      var file = samba.file(id, "User/Registry.pol");
      Files.createDirectories(file.getParent());
      Files.write(file, policy.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> drafts(GpoId id) throws IOException {
    try (var files = Files.walk(samba.file(id, ""))) {
      return files.filter(it -> it.toString().endsWith(Sysvol.DRAFT)).toList();
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Problem.Code code, ThrowingCallable work) {
    return assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).as(it.message()).isEqualTo(code));
  }
}
