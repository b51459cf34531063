package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who and what is there at the beginning of a run: names, ids, and a stamp that changes whenever
 * the entry does. Two rolls tell what came, changed and left between them, whatever the clocks of
 * the servers and the order in which they replicate.
 */
final class Roll {

  private final String id = UUID.randomUUID().toString();
  private final Map<UUID, String> stamps = new HashMap<>();
  private final Set<UUID> groups = new HashSet<>();

  /** By normalised name. */
  private final Map<String, UUID> ids = new HashMap<>();

  /** Who has a user principal name: of several, who has had it, else who comes first. */
  private final Map<String, UUID> holders = new HashMap<>();

  private Optional<Roll> earlier;

  Roll(Optional<Roll> earlier) {
    this.earlier = earlier;
  }

  String id() {
    return id;
  }

  void addPerson(Entry entry, UUID id, Optional<String> userPrincipalName, String stamp)
      throws LDAPException {
    add(entry, id, stamp);
    userPrincipalName.ifPresent(
        name -> holders.merge(folded(name), id, (one, two) -> isUnchanged(two) ? two : one));
  }

  void addGroup(Entry entry, UUID id, String stamp) throws LDAPException {
    add(entry, id, stamp);
    groups.add(id);
  }

  private void add(Entry entry, UUID id, String stamp) throws LDAPException {
    ids.put(DN.normalize(entry.getDN()), id);
    stamps.put(id, stamp);
  }

  /** The entry could not be read: it counts as changed next time. */
  void unread(UUID id) {
    stamps.put(id, "");
  }

  boolean isGroup(UUID id) {
    return groups.contains(id);
  }

  boolean isHolder(UUID id, String userPrincipalName) {
    return id.equals(holders.get(folded(userPrincipalName)));
  }

  /** Empty when nothing of ours has the name. */
  Optional<UUID> idOf(String name) {
    try {
      return Optional.ofNullable(ids.get(DN.normalize(name)));
    } catch (LDAPException _) {
      return Optional.empty();
    }
  }

  /** Names of what is new, or not as it was. */
  List<String> changed() {
    return ids.entrySet().stream()
        .filter(it -> !isUnchanged(it.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** So many changed that reading everything is quicker. */
  boolean isMostlyNew() {
    return changed().size() > Math.max(1_000, ids.size() / 10);
  }

  /** Without a stamp an entry may have changed at any time. */
  private boolean isUnchanged(UUID id) {
    var stamp = stamps.getOrDefault(id, "");
    return !stamp.isEmpty() && earlier.filter(it -> stamp.equals(it.stamps.get(id))).isPresent();
  }

  /** What the earlier roll had and this one has not. */
  List<DirectoryChange> departures() {
    return earlier.stream()
        .flatMap(
            then ->
                then.stamps.keySet().stream()
                    .filter(it -> !stamps.containsKey(it))
                    .<DirectoryChange>map(
                        it ->
                            then.isGroup(it)
                                ? new RemoveGroup(new GroupId(it))
                                : new RemovePerson(new UserId(it))))
        .toList();
  }

  /** The run is over: from now on this is an earlier roll. */
  void settle() {
    ids.clear();
    holders.clear();
    earlier = Optional.empty();
  }

  boolean isSettled() {
    return ids.isEmpty();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
