package dev.entente.server.audit;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Writes every event down in the transaction that published it: no entry, no change. */
@Service
public class AuditLog {

  private final AuditStore store;
  private final TenantTransactions transactions;

  AuditLog(AuditStore store, TenantTransactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  @EventListener
  void on(DomainEvent event) {
    transactions.requireOpen(event.tenant());
    store.add(event);
  }

  /**
   * Newest first.
   *
   * @param before only entries with a smaller id; absent for the newest
   */
  public List<AuditEntry> entries(TenantId tenant, OptionalLong before, Instant since, int limit) {
    return transactions.in(
        tenant, () -> store.before(tenant, before.orElse(Long.MAX_VALUE), since, limit));
  }
}
