package dev.entente.server.database;

import dev.entente.server.kernel.TenantId;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a tenant's rows: a transaction in which row-level security shows that tenant and
 * no other. Without it every tenant table is empty, so forgetting it fails closed.
 */
@Component
public class TenantTransactions {

  private static final ScopedValue<TenantId> CURRENT = ScopedValue.newInstance();

  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  TenantTransactions(
      PlatformTransactionManager transactionManager, JdbcClient jdbc, DataSource dataSource) {
    this.transaction = new TransactionTemplate(transactionManager);
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /**
   * Runs the work in a transaction of the tenant, joining the one that is open.
   *
   * @throws IllegalStateException inside a transaction of another tenant
   */
  public <T> T in(TenantId tenant, Supplier<T> work) {
    if (CURRENT.isBound()) {
      return joined(tenant, work);
    }
    return ScopedValue.where(CURRENT, tenant)
        .call(
            () ->
                transaction.execute(
                    _ -> {
                      confineTo(tenant);
                      return work.get();
                    }));
  }

  public void run(TenantId tenant, Runnable work) {
    in(
        tenant,
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * For a library that opens connections by itself: what it does inside a transaction belongs to
   * it, and outside stands alone.
   */
  public DataSource joiningDataSource() {
    return new TransactionAwareDataSourceProxy(dataSource);
  }

  /**
   * For what may only happen together with a change.
   *
   * @throws IllegalStateException outside a transaction of the tenant
   */
  public void requireOpen(TenantId tenant) {
    if (!CURRENT.isBound() || !CURRENT.get().equals(tenant)) {
      throw new IllegalStateException("This belongs inside the transaction that makes the change.");
    }
  }

  private static <T> T joined(TenantId tenant, Supplier<T> work) {
    if (!CURRENT.get().equals(tenant)) {
      throw new IllegalStateException("A transaction of one tenant cannot reach into another.");
    }
    return work.get();
  }

  /**
   * Ends with the transaction ({@code set_config}'s third argument), so a pooled connection forgets
   * it.
   */
  private void confineTo(TenantId tenant) {
    jdbc.sql("SELECT set_config('entente.tenant_id', :tenant, true)")
        .param("tenant", tenant.toString())
        .query(String.class)
        .single();
  }
}
