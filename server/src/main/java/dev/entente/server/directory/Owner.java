package dev.entente.server.directory;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who says what a person or a group is. Only the owner changes a row: a group that came from LDAP
 * is read-only in our API, and a full load of one source leaves the others' rows alone.
 */
public enum Owner {
  /** Made here, through the API. */
  ENTENTE("entente"),
  /** Files: CSV or LDIF. */
  CSV("csv"),
  SCIM("scim"),
  LDAP("ldap"),
  GRAPH("graph");

  private final String label;

  Owner(String label) {
    this.label = label;
  }

  /** As the database, the API and the provisioning file spell it. */
  public String label() {
    return label;
  }

  public static Optional<Owner> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
