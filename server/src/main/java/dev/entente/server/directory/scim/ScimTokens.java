package dev.entente.server.directory.scim;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.Sha256;
import dev.entente.server.kernel.TenantId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The bearer tokens of provisioning clients. A token names its tenant, because the tenant has to be
 * known before its rows can be read, and proves itself by 256 random bits.
 */
@Service
class ScimTokens {

  private static final String PREFIX = "entente-scim-";
  private static final int TENANT_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int MAX_NAME = 100;

  /** So that a busy client does not cost a write for every request. */
  private static final Duration LAST_USED_GRAIN = Duration.ofMinutes(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ScimTokenStore store;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ScimTokens(
      ScimTokenStore store,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** A token with what it is kept as; nobody can show the secret again. */
  record Issued(ScimToken token, Secret secret) {}

  /**
   * @throws Problem INVALID_REQUEST when the name is empty, longer than 100 characters or holds one
   *     that cannot be seen
   */
  Issued issue(TenantId tenant, String name, Actor actor) {
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "name says which client gets the token, in 1 to %d characters that can be seen."
              .formatted(MAX_NAME),
          "name");
    }
    var secret = random(tenant);
    var token = new ScimToken(UUID.randomUUID(), name.strip(), clock.instant(), Optional.empty());
    transactions.run(
        tenant,
        () -> {
          store.add(tenant, token, hash(secret));
          events.publishEvent(
              new ScimTokenIssued(
                  tenant, actor, token.created(), token.id().toString(), token.name()));
        });
    return new Issued(token, secret);
  }

  List<ScimToken> of(TenantId tenant) {
    return transactions.in(tenant, () -> store.all(tenant));
  }

  /**
   * @throws Problem NOT_FOUND when there is no such token
   */
  void revoke(TenantId tenant, UUID id, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          var name =
              store
                  .remove(tenant, id)
                  .orElseThrow(
                      () -> new Problem(Problem.Code.NOT_FOUND, "There is no such token.", "id"));
          events.publishEvent(
              new ScimTokenRevoked(tenant, actor, clock.instant(), id.toString(), name));
        });
  }

  /** Whose token it is; empty when it is nobody's. */
  Optional<TenantId> tenantOf(Secret token) {
    return tenantIn(token).filter(it -> isIssuedBy(it, token));
  }

  private boolean isIssuedBy(TenantId tenant, Secret token) {
    var now = clock.instant();
    return transactions.in(
        tenant, () -> store.use(tenant, hash(token), now, now.minus(LAST_USED_GRAIN)));
  }

  private static Secret random(TenantId tenant) {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    var bytes =
        ByteBuffer.allocate(TENANT_BYTES + SECRET_BYTES)
            .putLong(tenant.value().getMostSignificantBits())
            .putLong(tenant.value().getLeastSignificantBits())
            .put(secret)
            .array();
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static Optional<TenantId> tenantIn(Secret token) {
    try {
      var text = token.reveal();
      if (!text.startsWith(PREFIX)) {
        return Optional.empty();
      }
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
      return bytes.remaining() == TENANT_BYTES + SECRET_BYTES
          ? Optional.of(new TenantId(new UUID(bytes.getLong(), bytes.getLong())))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static String hash(Secret token) {
    return Sha256.hex(token.reveal());
  }
}
