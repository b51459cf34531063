package dev.entente.server.directory.web;

import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.PersonField;
import java.util.Map;
import java.util.Set;

/**
 * The words of one of Microsoft Graph's types, as far as they are known here.
 *
 * @param type its name
 * @param fields what {@code $filter} may speak of
 * @param properties what {@code $select} may name: those that we have, and those that Graph answers
 *     unasked, which scripts list and which are never there
 */
record Vocabulary<F>(String type, Map<String, F> fields, Set<String> properties) {

  static final Vocabulary<PersonField> USER =
      new Vocabulary<>(
          "user",
          Map.of(
              "id", PersonField.ID,
              "userPrincipalName", PersonField.USER_PRINCIPAL_NAME,
              "displayName", PersonField.DISPLAY_NAME,
              "givenName", PersonField.GIVEN_NAME,
              "surname", PersonField.SURNAME,
              "mail", PersonField.MAIL,
              "jobTitle", PersonField.JOB_TITLE,
              "department", PersonField.DEPARTMENT,
              "companyName", PersonField.COMPANY_NAME,
              "accountEnabled", PersonField.ACCOUNT_ENABLED),
          Set.of(
              "id",
              "userPrincipalName",
              "displayName",
              "givenName",
              "surname",
              "mail",
              "jobTitle",
              "department",
              "companyName",
              "accountEnabled",
              "businessPhones",
              "mobilePhone",
              "officeLocation",
              "preferredLanguage"));

  static final Vocabulary<GroupField> GROUP =
      new Vocabulary<>(
          "group",
          Map.of(
              "id", GroupField.ID,
              "displayName", GroupField.DISPLAY_NAME,
              "mail", GroupField.MAIL,
              "securityEnabled", GroupField.SECURITY_ENABLED,
              "groupTypes", GroupField.GROUP_TYPES),
          Set.of(
              "id",
              "displayName",
              "description",
              "mail",
              "mailEnabled",
              "securityEnabled",
              "groupTypes",
              "membershipRule",
              "membershipRuleProcessingState",
              "onPremisesSyncEnabled",
              "source",
              "createdDateTime",
              "mailNickname",
              "visibility"));

  /** Of a collection that holds people and groups: what both have. */
  static final Vocabulary<Void> DIRECTORY_OBJECT =
      new Vocabulary<>(
          "directoryObject",
          Map.of(),
          Set.of(
              "id",
              "displayName",
              "mail",
              "userPrincipalName",
              "givenName",
              "surname",
              "jobTitle",
              "department",
              "companyName",
              "accountEnabled",
              "description",
              "securityEnabled",
              "groupTypes"));
}
