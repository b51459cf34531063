package dev.entente.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
@Tag("M73")
class AuditLogTests {

  @Autowired private AuditLog log;
  @Autowired private TenantTransactions transactions;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource dataSource;
  @Autowired private Policies policies;

  /** Something that happened, for the test's sake. */
  record Rehearsed(TenantId tenant, String subject) implements DomainEvent {

    @Override
    public Actor actor() {
      return new Actor.Person(Cast.ADA);
    }

    @Override
    public Instant occurredAt() {
      return Instant.parse("2026-11-21T12:00:00Z");
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("act", "first");
    }
  }

  @Test
  void writesAnEventDownInItsTransaction() {
    transactions.run(
        Cast.HARBOUR, () -> events.publishEvent(new Rehearsed(Cast.HARBOUR, "stage/kept")));

    assertThat(entriesAbout("stage/kept"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.event()).isEqualTo("Rehearsed");
              assertThat(it.actor().kind()).isEqualTo("person");
              assertThat(it.facts()).containsEntry("act", "first");
            });
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoEntry() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    Cast.HARBOUR,
                    () -> {
                      events.publishEvent(new Rehearsed(Cast.HARBOUR, "stage/undone"));
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    assertThat(entriesAbout("stage/undone")).isEmpty();
  }

  @Test
  void aChangeThatCannotBeWrittenDownIsUndone() throws SQLException {
    var before = policies.of(Cast.HARBOUR);

    asOwner(
        "ALTER TABLE audit_entries ADD CONSTRAINT out_of_ink CHECK (tenant_id <> '%s') NOT VALID"
            .formatted(Cast.HARBOUR));
    try {
      assertThatThrownBy(
              () ->
                  policies.change(
                      Cast.HARBOUR,
                      PolicyChange.to(new Audience.Everyone()),
                      before.version(),
                      new Actor.Person(Cast.HANA)))
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("out_of_ink");
    } finally {
      asOwner("ALTER TABLE audit_entries DROP CONSTRAINT out_of_ink");
    }

    assertThat(policies.of(Cast.HARBOUR)).isEqualTo(before);
  }

  @Test
  void anEventOutsideItsTransactionIsRefused() {
    assertThatThrownBy(() -> events.publishEvent(new Rehearsed(Cast.HARBOUR, "stage/loose")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theApplicationCanNeitherAlterNorRemoveEntries() {
    for (var statement :
        new String[] {"UPDATE audit_entries SET event = ''", "DELETE FROM audit_entries"}) {
      assertThatThrownBy(() -> transactions.run(Cast.HARBOUR, () -> jdbc.sql(statement).update()))
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("permission denied");
    }
  }

  @Test
  void anotherTenantReadsNothingOfIt() {
    transactions.run(
        Cast.HARBOUR, () -> events.publishEvent(new Rehearsed(Cast.HARBOUR, "stage/private")));

    assertThat(log.entries(Cast.NORTHLIGHT, OptionalLong.empty(), Instant.EPOCH, 1000))
        .noneMatch(it -> it.subject().equals("stage/private"));
  }

  /** The embedded server trusts its own machine. */
  private void asOwner(String statement) throws SQLException {
    try (var application = dataSource.getConnection();
        var owner =
            DriverManager.getConnection(
                application.getMetaData().getURL(), "entente_owner", "trusted")) {
      owner.createStatement().execute(statement);
    }
  }

  private List<AuditEntry> entriesAbout(String subject) {
    return log.entries(Cast.HARBOUR, OptionalLong.empty(), Instant.EPOCH, 1000).stream()
        .filter(it -> it.subject().equals(subject))
        .toList();
  }
}
