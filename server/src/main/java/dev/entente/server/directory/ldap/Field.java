package dev.entente.server.directory.ldap;

import java.util.Arrays;
import java.util.Optional;

/** What we want to know of an entry. */
enum Field {
  ID("id"),
  USER_PRINCIPAL_NAME("userPrincipalName"),
  DISPLAY_NAME("displayName"),
  GIVEN_NAME("givenName"),
  SURNAME("surname"),
  MAIL("mail"),
  JOB_TITLE("jobTitle"),
  DEPARTMENT("department"),
  COMPANY_NAME("companyName"),
  MANAGER("manager"),
  PHOTO("photo"),
  DESCRIPTION("description");

  private final String label;

  Field(String label) {
    this.label = label;
  }

  /** By the name that the settings give it. */
  static Optional<Field> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
