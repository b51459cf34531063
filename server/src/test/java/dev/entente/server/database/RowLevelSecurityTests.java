package dev.entente.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class RowLevelSecurityTests {

  @Autowired private JdbcClient jdbc;
  @Autowired private TenantTransactions transactions;
  @Autowired private Cluster cluster;

  @Test
  void outsideATenantsTransactionEveryTenantTableIsEmpty() {
    for (var table : tenantTables()) {
      if (!table.equals("chores")) { // Asked of all tenants at once; says nothing of people.
        assertThat(count(table)).as(table).isZero();
      }
    }
  }

  @Test
  void aTransactionSeesItsOwnTenantAndNoOther() {
    var northlight = transactions.in(Cast.NORTHLIGHT, () -> count("people"));
    var harbour = transactions.in(Cast.HARBOUR, () -> count("people"));

    assertThat(northlight).isEqualTo(8);
    assertThat(harbour).isEqualTo(2);
  }

  @Test
  void aTransactionCannotWriteIntoAnotherTenant() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    Cast.NORTHLIGHT,
                    () ->
                        jdbc.sql(
                                """
                                INSERT INTO groups (tenant_id, id, display_name, kind)
                                VALUES (:other, gen_random_uuid(), 'Intruders', 'security')
                                """)
                            .param("other", Cast.HARBOUR.value())
                            .update()))
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void aTransactionOfOneTenantRefusesToBecomeAnothers() {
    assertThatThrownBy(
            () -> transactions.run(Cast.NORTHLIGHT, () -> transactions.run(Cast.HARBOUR, () -> {})))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyTenantTableForcesItEvenOnItsOwner() {
    var unforced =
        JdbcClient.create(cluster.ownerDataSource())
            .sql(
                """
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                  AND a.attname = 'tenant_id' AND c.relname <> 'tenant_domains'
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                """)
            .query((row, _) -> row.getString(1))
            .list();

    assertThat(unforced).isEmpty();
    assertThat(tenantTables()).contains("people", "groups", "memberships");
  }

  private List<String> tenantTables() {
    return JdbcClient.create(cluster.ownerDataSource())
        .sql(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
              AND a.attname = 'tenant_id' AND c.relname <> 'tenant_domains'
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private int count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }
}
