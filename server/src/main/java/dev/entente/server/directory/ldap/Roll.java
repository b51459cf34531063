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
import java.util.stream.Stream;

/**
 * Who and what is there at the beginning of a run: names, ids, and a version that changes whenever
 * the entry does. Beside what we have it tells what came, changed and left, whatever the clocks of
 * the servers and the order in which they replicate.
 */
final class Roll {

  private final Map<UUID, Seen> earlier;
  private final Set<UUID> groups = new HashSet<>();
  private final Map<UUID, String> versions = new HashMap<>();

  /** By normalised name. */
  private final Map<String, UUID> ids = new HashMap<>();

  Roll(Map<UUID, Seen> earlier) {
    this.earlier = earlier;
  }

  void addPerson(Entry entry, UUID id, String version) throws LDAPException {
    ids.put(DN.normalize(entry.getDN()), id);
    versions.put(id, version);
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
    return new SourceEntry(DN.normalize(entry.getDN()), versions.getOrDefault(id, ""));
  }

  List<String> groupNames() {
    return ids.entrySet().stream()
        .filter(it -> isGroup(it.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names of what is new, or not as it was. */
  List<String> changed() {
    return ids.entrySet().stream()
        .filter(it -> !isUnchanged(it.getValue(), it.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** So many changed that reading everything is quicker. */
  boolean isMostlyNew() {
    return changed().size() > Math.max(1_000, ids.size() / 10);
  }

  /** Without a version an entry may have changed at any time. */
  private boolean isUnchanged(UUID id, String name) {
    var now = new SourceEntry(name, versions.getOrDefault(id, ""));
    return !now.version().isEmpty() && now.equals(before(id).orElse(null));
  }

  /**
   * Under which names groups that have not changed may hold an entry other than we know: the one it
   * has, when that is new to us, and the one it had.
   */
  List<String> namesToLookUp(SourceEntry now, UUID id) {
    var before = before(id).filter(it -> !it.version().isEmpty());
    return before.filter(it -> it.name().equals(now.name())).isPresent()
        ? List.of()
        : Stream.concat(Stream.of(now.name()), before.map(SourceEntry::name).stream()).toList();
  }

  private Optional<SourceEntry> before(UUID id) {
    return Optional.ofNullable(earlier.get(id)).flatMap(Seen::entry);
  }

  /** What we have and the roll has not. */
  List<DirectoryChange> departures() {
    return earlier.entrySet().stream()
        .filter(it -> !versions.containsKey(it.getKey()))
        .<DirectoryChange>map(
            it ->
                it.getValue().isGroup()
                    ? new RemoveGroup(new GroupId(it.getKey()))
                    : new RemovePerson(new UserId(it.getKey())))
        .toList();
  }
}
