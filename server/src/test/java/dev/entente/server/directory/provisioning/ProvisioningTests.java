package dev.entente.server.directory.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChanged;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.directory.SyncSchedule;
import dev.entente.server.directory.Syncs;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Rollout;
import dev.entente.server.tenant.TenantBlock;
import dev.entente.server.tenant.TenantProvisioned;
import dev.entente.server.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A file with a tenant of each test's own. */
@EntenteTest
@RecordApplicationEvents
@Tag("M76")
class ProvisioningTests {

  private static final String SOURCE =
      """
          source:
            kind: csv
            interval: 1m
            maxAge: 2h
            folder: seaside
      """;

  @Autowired private ConfigurableEnvironment environment;
  @Autowired private Tenants tenants;
  @Autowired private Directory directory;
  @Autowired private Syncs syncs;
  @Autowired private SyncSchedule schedule;
  @Autowired private List<SourceKind<?>> kinds;
  @Autowired private List<TenantBlock<?>> blocks;
  @Autowired private ApplicationEvents events;

  @TempDir private Path folder;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final String file =
      """
      tenants:
        - id: <tenant>
          name: Seaside
          domains: [<tenant>.example]
          cloud: global
          country: NL
          rollout: reached
          preset: documented
          privacyStatement: https://seaside.example/privacy
          signIn:
            issuer: ${SEASIDE_ISSUER:https://login.example}/<tenant>
            clientId: entente
            clientSecret: secret
          directory: seaside
      """
          .replace("<tenant>", tenant.toString());

  @Test
  void makesTheTenantWithItsPeopleAndASecondStartChangesNothing() throws IOException {
    provision(file);
    provision(file);

    assertThat(tenants.get(tenant).signIn().issuer())
        .hasToString("https://login.example/" + tenant);
    assertThat(directory.people(tenant, Optional.empty(), 10)).hasSize(1);
    assertThat(events.stream(TenantProvisioned.class)).hasSize(1);
    assertThat(events.stream(DirectoryChanged.class)).hasSize(1);
  }

  @Test
  @Tag("M4")
  void aRolloutOfTheOperatorStandsUntilTheFileSaysOtherwise() throws IOException {
    provision(file);
    tenants.rollOut(tenant, Rollout.NOT_YET);

    provision(file.replace("name: Seaside", "name: Seaside Group"));

    assertThat(tenants.get(tenant).name()).isEqualTo("Seaside Group");
    assertThat(tenants.get(tenant).rollout()).isEqualTo(Rollout.NOT_YET);
  }

  @Test
  @Tag("M4")
  void aRolloutThatTheFileChangesCounts() throws IOException {
    provision(file.replace("rollout: reached", "rollout: notYet"));

    provision(file);

    assertThat(tenants.get(tenant).rollout()).isEqualTo(Rollout.REACHED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          country: NL        | country: XX        | tenant Seaside: country is an ISO 3166-1
          clientSecret: secret | userClaim: oid   | tenant Seaside: signIn.clientSecret is missing
          rollout: reached   | rolout: reached    | rolout
          directory: seaside | directory: nowhere | holds people.csv and groups.csv
          directory: seaside | groupPolicy:       | groupPolicy has no settings
          directory: seaside | groupPolicy: {domian: x.example} | groupPolicy.domian is no setting
          directory: seaside | groupPolicy: {domain: x.example} | groupPolicy.bindDn is missing
          ${SEASIDE_ISSUER:https://login.example} | ${SEASIDE_ISSUER} | SEASIDE_ISSUER
          """)
  void aFaultStopsTheStartAndIsNamed(String valid, String invalid, String message) {
    assertThatThrownBy(() -> provision(file.replace(valid, invalid))).hasMessageContaining(message);
  }

  @Test
  void aPasswordIsTakenAsItIs() throws IOException {
    var password = "p@ss: ${word}'; \\\" #1";

    provisionWith(
        password, file.replace("clientSecret: secret", "clientSecret: ${SEASIDE_SECRET}"));

    assertThat(tenants.clientSecret(tenant, tenants.get(tenant).signIn()).reveal())
        .isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rollout: reached | rollout: ${SEASIDE_SECRET}     | rollout
          rollout: reached | rollout: [${SEASIDE_SECRET}    | line
          rollout: reached | rollout: p4ss-w0rd: "unclosed  | line
          directory: seaside | groupPolicy: {smbPort: "${SEASIDE_SECRET}"} | groupPolicy.smbPort
          """)
  void aFaultShowsNoSecret(String valid, String invalid, String message) {
    assertThatThrownBy(() -> provisionWith("p4ss-w0rd", file.replace(valid, invalid)))
        .hasMessageContaining(message)
        .satisfies(it -> assertThat(Throwables.getStackTrace(it)).doesNotContain("p4ss-w0rd"));
  }

  private void provisionWith(String secret, String text) throws IOException {
    var source = new MapPropertySource("seaside", Map.of("SEASIDE_SECRET", secret));
    environment.getPropertySources().addFirst(source);
    try {
      provision(text);
    } finally {
      environment.getPropertySources().remove("seaside");
    }
  }

  @AfterEach
  void forget() {
    syncs.forget(tenant);
    schedule.start();
  }

  @Test
  void aSourceIsReadAndOneThatIsTakenOutIsForgotten() throws IOException {
    provision(file + SOURCE);

    assertThat(syncs.status(tenant).owner()).isEqualTo(Owner.CSV);
    assertThat(syncs.status(tenant).maxAge()).isEqualTo(Duration.ofHours(2));
    assertThat(schedule.isRunning()).isTrue();

    provision(file);

    assertThat(syncs.hasSource(tenant)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: scim, maxAge: 10m} | PT10M
          {kind: scim}              | PT24H
          """)
  void aClientThatPushesIsHeardAndReadByNobody(String source, Duration maxAge) throws IOException {
    provision(file + "    source: " + source + "\n");

    var status = syncs.status(tenant);
    assertThat(status.owner()).isEqualTo(Owner.SCIM);
    assertThat(status.maxAge()).isEqualTo(maxAge);
    assertThat(status.interval()).isEmpty();
    assertThat(syncs.tenants()).doesNotContain(tenant);

    provision(file);

    assertThat(syncs.hasSource(tenant)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: scim, interval: 1m}  | source.interval is no setting of the kind scim.
          {kind: scim, folder: x}     | source.folder is no setting of the kind scim.
          {kind: scim, maxAge: 0s}    | source.maxAge is longer than nothing.
          {kind: scim, maxAge: never} | source.maxAge is a time such as 30s, 15m or 24h.
          """)
  void aFaultInASourceThatPushesStopsTheStartAndIsNamed(String source, String message) {
    assertThatThrownBy(() -> provision(file + "    source: " + source + "\n"))
        .hasMessageContaining(message);
    assertThat(syncs.hasSource(tenant)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: csv       | kind: paper     | tenant Seaside: source.kind is not known: paper.
          kind: csv       | kind: entente   | tenant Seaside: source.kind is one of csv
          kind: csv       | sort: csv       | tenant Seaside: source.kind is missing.
          interval: 1m    | interval: soon  | source.interval is a time such as 30s, 15m or 24h.
          interval: 1m    | interval: 0s    | source.interval is longer than nothing.
          maxAge: 2h      | maxAge: 30s     | source.maxAge is longer than interval
          folder: seaside | folder: nowhere | source.folder names a folder
          folder: seaside | fodler: seaside | source.fodler is no setting of the kind csv
          """)
  void aFaultInASourceStopsTheStartAndIsNamed(String valid, String invalid, String message) {
    assertThatThrownBy(() -> provision(file + SOURCE.replace(valid, invalid)))
        .hasMessageContaining(message);
  }

  @Test
  void aFileWithoutTenantsProvisionsNone() throws IOException {
    provision("tenants:");

    assertThat(events.stream(TenantProvisioned.class)).isEmpty();
  }

  private void provision(String text) throws IOException {
    var seaside = Files.createDirectories(folder.resolve("seaside"));
    Files.writeString(
        seaside.resolve("people.csv"),
        """
        id,userPrincipalName,displayName,manager,accountEnabled
        0b000000-0000-4000-8000-000000000001,mia@seaside.example,Mia,,true
        """);
    Files.writeString(seaside.resolve("groups.csv"), "id,displayName,kind,members\n");
    var path = Files.writeString(folder.resolve("tenants.yaml"), text);
    new Provisioning(
            new Provisioning.Settings(Optional.of(path.toString())),
            environment,
            tenants,
            directory,
            syncs,
            schedule,
            kinds,
            blocks)
        .run(new DefaultApplicationArguments());
  }
}
