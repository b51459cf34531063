package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.Objects;
import java.util.UUID;

/** An administrator of OpenLDAP. */
final class SlapdOutsider extends Outsider {

  SlapdOutsider(Relay relay) {
    super(Slapd.get().admin(), relay, Slapd.SUFFIX);
  }

  @Override
  void person(Entry entry, String name) {
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("sn", name);
    entry.addAttribute("displayName", name);
    entry.addAttribute("mail", UUID.randomUUID() + "@x.example");
  }

  /** A groupOfNames cannot be empty. */
  @Override
  void group(Entry entry, String name) {
    entry.addAttribute("objectClass", "groupOfNames", "extensibleObject");
    entry.addAttribute("displayName", name);
    entry.addAttribute("member", "cn=nobody");
  }

  @Override
  UUID idOf(String name) throws LDAPException {
    var entry = Objects.requireNonNull(admin().getEntry(name, "entryUUID"));
    return UUID.fromString(entry.getAttributeValue("entryUUID"));
  }

  @Override
  Modification disabled() {
    return new Modification(ModificationType.REPLACE, "pwdAccountLockedTime", "000001010000Z");
  }
}
