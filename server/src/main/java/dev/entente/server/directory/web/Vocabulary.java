package dev.entente.server.directory.web;

import dev.entente.server.directory.GroupField;
import dev.entente.server.directory.PersonField;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of one of Microsoft Graph's types.
 *
 * @param type its name
 * @param fields what {@code $filter} may speak of
 * @param properties what {@code $select} may name: all that the type has at Microsoft, so that
 *     scripts written for it run; what is not kept here is absent from the answer
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
          words(
              """
              aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo
              birthday businessPhones city companyName consentProvidedForMinor country
              createdDateTime creationType customSecurityAttributes deletedDateTime department
              deviceEnrollmentLimit displayName employeeHireDate employeeId employeeLeaveDateTime
              employeeOrgData employeeType externalUserState externalUserStateChangeDateTime
              faxNumber givenName hireDate id identities imAddresses interests
              isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime
              legalAgeGroupClassification licenseAssignmentStates mail mailNickname mailboxSettings
              mobilePhone mySite officeLocation onPremisesDistinguishedName onPremisesDomainName
              onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
              onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
              onPremisesSyncEnabled onPremisesUserPrincipalName otherMails passwordPolicies
              passwordProfile pastProjects postalCode preferredDataLocation preferredLanguage
              preferredName print provisionedPlans proxyAddresses responsibilities schools
              securityIdentifier serviceProvisioningErrors showInAddressList signInActivity
              signInSessionsValidFromDateTime skills state streetAddress surname usageLocation
              userPrincipalName userType
              """));

  static final Vocabulary<GroupField> GROUP =
      new Vocabulary<>(
          "group",
          Map.of(
              "id", GroupField.ID,
              "displayName", GroupField.DISPLAY_NAME,
              "mail", GroupField.MAIL,
              "securityEnabled", GroupField.SECURITY_ENABLED,
              "groupTypes", GroupField.GROUP_TYPES),
          words(
              """
              allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers
              classification createdDateTime deletedDateTime description displayName
              expirationDateTime groupTypes hasMembersWithLicenseErrors hideFromAddressLists
              hideFromOutlookClients id infoCatalogs isArchived isAssignableToRole
              isManagementRestricted isSubscribedByMail licenseProcessingState mail mailEnabled
              mailNickname membershipRule membershipRuleProcessingState onPremisesDomainName
              onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName
              onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
              onPremisesSyncEnabled preferredDataLocation preferredLanguage proxyAddresses
              renewedDateTime resourceBehaviorOptions resourceProvisioningOptions securityEnabled
              securityIdentifier serviceProvisioningErrors source theme uniqueName unseenCount
              visibility
              """));

  /** Of a collection that holds people and groups. */
  static final Vocabulary<Void> DIRECTORY_OBJECT =
      new Vocabulary<>(
          "directoryObject",
          Map.of(),
          Stream.of(USER, GROUP)
              .flatMap(it -> it.properties().stream())
              .collect(Collectors.toUnmodifiableSet()));

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
