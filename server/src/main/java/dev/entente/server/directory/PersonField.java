package dev.entente.server.directory;

/** What people can be found by. */
public enum PersonField {
  ID,
  USER_PRINCIPAL_NAME,
  DISPLAY_NAME,
  GIVEN_NAME,
  SURNAME,
  MAIL,
  JOB_TITLE,
  DEPARTMENT,
  COMPANY_NAME,
  ACCOUNT_ENABLED
}
