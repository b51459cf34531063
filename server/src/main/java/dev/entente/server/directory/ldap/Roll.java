package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.SourceEntry;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who and what is there at the beginning of a run: names, ids, and a version that changes whenever
 * the entry does. Beside what we have it tells what came, changed and left, whatever the clocks of
 * the servers and the order in which they replicate.
 */
final class Roll {

  private final Map<UUID, Seen> earlier;
  private final Set<UUID> groups = new HashSet<>();
  private final Map<UUID, SourceEntry> entries = new HashMap<>();

  /** By normalised name. */
  private final Map<String, UUID> ids = new HashMap<>();

  Roll(Map<UUID, Seen> earlier) {
    this.earlier = earlier;
  }

  void addPerson(Entry entry, UUID id, String version) throws LDAPException {
    var name = DN.normalize(entry.getDN());
    ids.put(name, id);
    entries.put(id, new SourceEntry(name, version));
  }

  void addGroup(Entry entry, UUID id, String version) throws LDAPException {
    addPerson(entry, id, version);
    groups.add(id);
  }

  boolean isGroup(UUID id) {
    return groups.contains(id);
  }

  /** Empty when nothing of ours has the name. */
  Optional<UUID> idOf(String name) {
    try {
      return Optional.ofNullable(ids.get(DN.normalize(name)));
    } catch (LDAPException _) {
      return Optional.empty();
    }
  }

  /** What the entry was when the roll was called; without a version if it came after that. */
  SourceEntry entry(Entry entry, UUID id) throws LDAPException {
    var version = Optional.ofNullable(entries.get(id)).map(SourceEntry::version).orElse("");
    return new SourceEntry(DN.normalize(entry.getDN()), version);
  }

  List<String> groupNames() {
    return names(this::isGroup);
  }

  /** Names of what is new, or not as it was. */
  List<String> changed() {
    return names(it -> !isUnchanged(it));
  }

  private List<String> names(Predicate<UUID> which) {
    return ids.entrySet().stream()
        .filter(it -> which.test(it.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** So many changed that reading everything is quicker. */
  boolean isMostlyNew() {
    return changed().size() > Math.max(1_000, ids.size() / 10);
  }

  /**
   * Without a version an entry may have changed at any time. One that was passed over for the sake
   * of another is looked at again when that one changes.
   */
  private boolean isUnchanged(UUID id) {
    var now = Optional.ofNullable(entries.get(id)).filter(it -> !it.version().isEmpty());
    return Optional.ofNullable(earlier.get(id))
        .filter(it -> now.isPresent() && it.entry().equals(now))
        .filter(this::isSettled)
        .isPresent();
  }

  private boolean isSettled(Seen seen) {
    return switch (seen) {
      case Seen.Person _, Seen.Group _ -> true;
      case Seen.PassedOver(_, var after) -> after.isEmpty() || isUnchanged(after.orElseThrow());
    };
  }

  /**
   * Under which names groups that have not changed may hold an entry other than we know: the one it
   * has, when that is new to us, and the one it had.
   */
  List<String> namesToLookUp(SourceEntry now, UUID id) {
    var before =
        Optional.ofNullable(earlier.get(id))
            .filter(it -> !(it instanceof Seen.PassedOver))
            .flatMap(Seen::entry)
            .filter(it -> !it.version().isEmpty());
    return before.filter(it -> it.name().equals(now.name())).isPresent()
        ? List.of()
        : Stream.concat(Stream.of(now.name()), before.map(SourceEntry::name).stream()).toList();
  }

  /** What we have and the roll has not. */
  List<DirectoryChange> departures() {
    return earlier.entrySet().stream()
        .filter(it -> !entries.containsKey(it.getKey()))
        .map(it -> departure(it.getKey(), it.getValue()))
        .toList();
  }

  private static DirectoryChange departure(UUID id, Seen seen) {
    return switch (seen) {
      case Seen.Group _ -> new RemoveGroup(new GroupId(id));
      case Seen.Person _, Seen.PassedOver _ -> new RemovePerson(new UserId(id));
    };
  }
}
