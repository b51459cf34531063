package dev.entente.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.database.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class PolicyStoreTests {

  @Autowired private PolicyStore store;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  @Test
  void reachesEveryTableOfADecisionByAnIndex() {
    var plan = transactions.in(Cast.NORTHLIGHT, this::planOfADecision);

    assertThat(plan).anyMatch(it -> it.contains("on memberships"));
    assertThat(plan).noneMatch(it -> it.contains("Seq Scan") || it.contains("Function Scan"));
  }

  /** In a directory of a few people PostgreSQL would rather read whole tables. */
  private List<String> planOfADecision() {
    jdbc.sql("SET LOCAL enable_seqscan = off").update();
    jdbc.sql("SET LOCAL enable_bitmapscan = off").update();
    return jdbc.sql("EXPLAIN " + PolicyStore.SNAPSHOT)
        .param("tenant", Cast.NORTHLIGHT.value())
        .param("person", Cast.CHLOE.value())
        .param("now", Timestamp.from(Instant.EPOCH))
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void knowsNothingOfPeopleFromElsewhere() {
    var snapshot =
        transactions.in(
            Cast.NORTHLIGHT, () -> store.snapshot(Cast.NORTHLIGHT, Cast.HANA, Instant.EPOCH));

    assertThat(snapshot.standing()).isEqualTo(new Standing(true, false, false, false, false));
  }
}
