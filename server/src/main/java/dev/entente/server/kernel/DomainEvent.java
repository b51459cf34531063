package dev.entente.server.kernel;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, in the past tense. Published inside the transaction that made it happen;
 * {@code audit} writes each one down, so the list of events is the audit log.
 */
public interface DomainEvent {

  TenantId tenant();

  Actor actor();

  Instant occurredAt();

  /**
   * What it happened to, as a path in our API's words: {@code users/{id}}, {@code
   * policies/accountConnections}.
   */
  String subject();

  /**
   * Facts worth keeping, in our own vocabulary: ids, codes, settings. Never a token, and never a
   * value that came from a network.
   */
  Map<String, String> facts();

  default String name() {
    return getClass().getSimpleName();
  }
}
