package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.entente.server.directory.DirectorySourceContract.Outside;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An administrator of the directory, in a corner of its own that is empty at first. */
abstract class Outsider implements Outside {

  private final LDAPConnection admin;
  private final Relay relay;
  private final String base;
  private final Map<UUID, String> names = new HashMap<>();

  Outsider(LDAPConnection admin, Relay relay, String suffix) {
    this.admin = admin;
    this.relay = relay;
    this.base = "ou=%s,%s".formatted(UUID.randomUUID(), suffix);
    add(new Entry(base));
  }

  /** The entry as the server wants it, but for its class, name and members. */
  abstract void person(Entry entry, String name);

  abstract void group(Entry entry, String name);

  abstract UUID idOf(String name) throws LDAPException;

  abstract Modification disabled();

  String base() {
    return base;
  }

  LDAPConnection admin() {
    return admin;
  }

  String nameOf(UserId person) {
    return names.getOrDefault(person.value(), "");
  }

  String nameOf(GroupId group) {
    return names.getOrDefault(group.value(), "");
  }

  @Override
  public UserId addPerson(String name) {
    var entry = new Entry("cn=%s,%s".formatted(UUID.randomUUID(), base));
    person(entry, name);
    return new UserId(added(entry));
  }

  @Override
  public GroupId addGroup(String name) {
    var entry = new Entry("cn=%s,%s".formatted(UUID.randomUUID(), base));
    group(entry, name);
    return new GroupId(added(entry));
  }

  private UUID added(Entry entry) {
    add(entry);
    try {
      var id = idOf(entry.getDN());
      names.put(id, entry.getDN());
      return id;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A part of the corner. */
  String addUnit(String name) {
    var entry = new Entry("ou=%s,%s".formatted(name, base));
    add(entry);
    return entry.getDN();
  }

  void add(Entry entry) {
    if (!entry.hasAttribute("objectClass")) {
      entry.addAttribute("objectClass", "organizationalUnit");
    }
    try {
      admin.add(entry);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void rename(UserId person, String name) {
    modify(person.value(), new Modification(ModificationType.REPLACE, "displayName", name));
  }

  @Override
  public void disable(UserId person) {
    modify(person.value(), disabled());
  }

  @Override
  public void removePerson(UserId person) {
    delete(person.value());
  }

  @Override
  public void removeGroup(GroupId group) {
    delete(group.value());
  }

  @Override
  public void addMember(GroupId group, UserId person) {
    modify(group.value(), member(ModificationType.ADD, person.value()));
  }

  @Override
  public void removeMember(GroupId group, UserId person) {
    modify(group.value(), member(ModificationType.DELETE, person.value()));
  }

  @Override
  public void nest(GroupId group, GroupId nested) {
    modify(group.value(), member(ModificationType.ADD, nested.value()));
  }

  /** To another place in the tree, under another name. */
  void move(UserId person, String place) {
    var name = nameOf(person);
    try {
      admin.modifyDN(name, "cn=moved " + person, true, place);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    names.put(person.value(), "cn=moved %s,%s".formatted(person, place));
  }

  private Modification member(ModificationType type, UUID member) {
    return new Modification(type, "member", names.getOrDefault(member, ""));
  }

  void modify(UUID id, Modification modification) {
    try {
      admin.modify(names.getOrDefault(id, ""), modification);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(UUID id) {
    try {
      admin.delete(names.getOrDefault(id, ""));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void hide(UserId person) {
    hide(person.value());
  }

  @Override
  public void show(UserId person) {
    show(person.value());
  }

  @Override
  public void hide(GroupId group) {
    hide(group.value());
  }

  @Override
  public void show(GroupId group) {
    show(group.value());
  }

  /** Outside of the filters that {@link Sources} makes. */
  private void hide(UUID id) {
    modify(id, new Modification(ModificationType.REPLACE, "description", "hidden"));
  }

  private void show(UUID id) {
    modify(id, new Modification(ModificationType.DELETE, "description"));
  }

  @Override
  public void stop() {
    relay.cut();
  }

  @Override
  public void start() {
    relay.mend();
  }
}
