package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.Objects;
import java.util.UUID;

/** An administrator of the domain. */
final class SambaOutsider extends Outsider {

  SambaOutsider(Relay relay) {
    super(SambaDomain.get().admin(), relay, SambaDomain.DOMAIN);
  }

  /** 544: a normal account that needs no password. */
  @Override
  void person(Entry entry, String name) {
    entry.addAttribute("objectClass", "user");
    entry.addAttribute("sAMAccountName", account());
    entry.addAttribute("displayName", name);
    entry.addAttribute("userAccountControl", "544");
  }

  /** A global security group. */
  @Override
  void group(Entry entry, String name) {
    entry.addAttribute("objectClass", "group");
    entry.addAttribute("sAMAccountName", account());
    entry.addAttribute("displayName", name);
    entry.addAttribute("groupType", "-2147483646");
  }

  private static String account() {
    return UUID.randomUUID().toString().substring(0, 18);
  }

  @Override
  UUID idOf(String name) throws LDAPException {
    var entry = Objects.requireNonNull(admin().getEntry(name, "objectGUID"));
    var bytes = Objects.requireNonNull(entry.getAttributeValueBytes("objectGUID"));
    return ActiveDirectoryNames.guid(bytes).orElseThrow();
  }

  @Override
  Modification disabled() {
    return new Modification(ModificationType.REPLACE, "userAccountControl", "546");
  }
}
