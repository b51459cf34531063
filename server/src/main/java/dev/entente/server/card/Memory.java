package dev.entente.server.card;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.entente.server.connection.ConnectionEnded;
import dev.entente.server.connection.ConnectionsWithdrawn;
import dev.entente.server.directory.DirectoryChanged;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.MemberView;
import dev.entente.server.policy.PolicyChanged;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * All network data that this server holds: in memory only, bounded, each kind on its own clock,
 * gone when the connection, the policy or the directory it was seen under is (mission row M25).
 */
@Component
class Memory {

  private static final int TEXT_BYTES = 512;

  private final Shelf<PublicInformation> publicInformation;
  private final Shelf<byte[]> pictures;
  private final Shelf<Background> backgrounds;
  private final Shelf<Following> followings;
  private final Shelf<OwnConnections> ownConnections;
  private final Shelf<MemberView> views;

  Memory(CardSettings settings, Ticker ticker) {
    // A member may have 30,000 connections, and nothing else that is held is as large.
    var forConnections = settings.memory().toBytes() / 2;
    var share = (settings.memory().toBytes() - forConnections) / 5;
    publicInformation = new Shelf<>(settings.publicInformation(), share, Memory::textBytes, ticker);
    pictures = new Shelf<>(settings.publicInformation(), share, it -> it.length, ticker);
    backgrounds = new Shelf<>(settings.profile(), share, it -> TEXT_BYTES * it.size(), ticker);
    followings = new Shelf<>(settings.interests(), share, it -> TEXT_BYTES * it.size(), ticker);
    ownConnections =
        new Shelf<>(settings.connections(), forConnections, OwnConnections::bytes, ticker);
    views = new Shelf<>(settings.connections(), share, Memory::textBytes, ticker);
  }

  Shelf<PublicInformation> publicInformation() {
    return publicInformation;
  }

  Shelf<byte[]> pictures() {
    return pictures;
  }

  Shelf<Background> backgrounds() {
    return backgrounds;
  }

  Shelf<Following> followings() {
    return followings;
  }

  Shelf<OwnConnections> ownConnections() {
    return ownConnections;
  }

  Shelf<MemberView> views() {
    return views;
  }

  /** Everything this viewer has seen. */
  void forget(TenantId tenant, UserId viewer) {
    forget(key -> key.tenant().equals(tenant) && key.viewer().equals(viewer));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(ConnectionEnded event) {
    forget(event.tenant(), event.owner());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(ConnectionsWithdrawn event) {
    forget(event.tenant());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(PolicyChanged event) {
    forget(event.tenant());
  }

  /** What LinkedIn was asked by an address or a name that may have changed. */
  @TransactionalEventListener(fallbackExecution = true)
  void on(DirectoryChanged event) {
    if (!event.delta().people().isNothing()) {
      Stream.of(publicInformation, pictures, views)
          .forEach(shelf -> shelf.forget(key -> key.tenant().equals(event.tenant())));
    }
  }

  /** How many values are held. */
  long size() {
    return shelves().stream().mapToLong(Shelf::size).sum();
  }

  private void forget(TenantId tenant) {
    forget(key -> key.tenant().equals(tenant));
  }

  private void forget(Predicate<Shelf.Key> which) {
    shelves().forEach(shelf -> shelf.forget(which));
  }

  private List<Shelf<?>> shelves() {
    return List.of(publicInformation, pictures, backgrounds, followings, ownConnections, views);
  }

  private static int textBytes(PublicInformation information) {
    return switch (information) {
      case PublicInformation.Match _ -> TEXT_BYTES;
      case PublicInformation.Candidates(var profiles) -> TEXT_BYTES * profiles.size();
    };
  }

  private static int textBytes(MemberView view) {
    var entries =
        view.positions().size()
            + view.education().size()
            + view.skills().size()
            + view.sharedConnections().size();
    return PlainText.LONGEST_TEXT * 2 + TEXT_BYTES * (1 + entries);
  }
}
