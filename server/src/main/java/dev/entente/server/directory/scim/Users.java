package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Manager;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.TextBound;
import dev.entente.server.kernel.UserId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A SCIM User is a person, and the other way round (RFC 7643 §4.1, §4.3). */
final class Users {

  private Users() {}

  /**
   * @param activeOtherwise whether the account is enabled where the client does not say
   */
  static Person person(UserId id, User user, boolean activeOtherwise) {
    var userName =
        TextBound.USER_PRINCIPAL_NAME.require("userName", user.getUserName().orElseThrow());
    var name = user.getName();
    var enterprise = user.getEnterpriseUser();
    return new Person(
        id,
        userName,
        TextBound.DISPLAY_NAME.require("displayName", displayName(user, userName)),
        TextBound.OTHER.require("name.givenName", name.flatMap(Name::getGivenName)),
        TextBound.OTHER.require("name.familyName", name.flatMap(Name::getFamilyName)),
        TextBound.MAIL.require("emails.value", mail(user)),
        TextBound.OTHER.require("title", user.getTitle()),
        TextBound.OTHER.require("department", enterprise.flatMap(EnterpriseUser::getDepartment)),
        TextBound.OTHER.require(
            "organization", enterprise.flatMap(EnterpriseUser::getOrganization)),
        enterprise
            .flatMap(EnterpriseUser::getManager)
            .flatMap(Manager::getValue)
            .flatMap(UserId::find),
        user.isActive().orElse(activeOtherwise));
  }

  static User resource(Provisioned<Person> provisioned, Context context) {
    var person = provisioned.it();
    var id = person.id().toString();
    var user = new User();
    user.setId(id);
    provisioned.externalId().ifPresent(user::setExternalId);
    user.setUserName(person.userPrincipalName());
    user.setDisplayName(person.displayName());
    user.setName(name(person));
    person.jobTitle().ifPresent(user::setTitle);
    user.setActive(person.enabled());
    person
        .mail()
        .map(it -> Email.builder().value(it).type("work").primary(true).build())
        .ifPresent(user::addEmail);
    enterprise(person, context).ifPresent(user::setEnterpriseUser);
    user.setMeta(provisioned.meta("User", context.getResourceReferenceUrl(id)));
    return user;
  }

  /**
   * What a change is applied to: a name that follows from others is not there, so that it follows
   * them afterwards too, unless the change says it.
   */
  static User beforeChange(Provisioned<Person> provisioned, Context context) {
    var user = resource(provisioned, context);
    var person = provisioned.it();
    var parts = parts(person);
    if (person.displayName().equals(derivedName(parts, person.userPrincipalName()))) {
      user.setDisplayName(null);
      user.setName(parts.isEmpty() ? null : parts);
    }
    return user;
  }

  private static String displayName(User user, String userName) {
    var name = user.getName().orElseGet(Name::new);
    return Stream.of(user.getDisplayName(), name.getFormatted())
        .flatMap(Optional::stream)
        .filter(it -> !it.isBlank())
        .findFirst()
        .orElseGet(() -> derivedName(name, userName));
  }

  private static String derivedName(Name name, String userName) {
    var fullName = fullName(name);
    return fullName.isBlank() ? userName : fullName;
  }

  private static String fullName(Name name) {
    return Stream.of(name.getGivenName(), name.getFamilyName())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> mail(User user) {
    return user.getEmails().stream()
        .sorted(
            Comparator.comparing(Email::isPrimary)
                .thenComparing(it -> it.getType().equals(Optional.of("work")))
                .reversed())
        .flatMap(it -> it.getValue().stream())
        .findFirst();
  }

  private static Name name(Person person) {
    var name = parts(person);
    name.setFormatted(person.displayName());
    return name;
  }

  private static Name parts(Person person) {
    var name = new Name();
    person.givenName().ifPresent(name::setGivenName);
    person.surname().ifPresent(name::setFamilyName);
    return name;
  }

  private static Optional<EnterpriseUser> enterprise(Person person, Context context) {
    if (Stream.of(person.department(), person.companyName(), person.manager())
        .allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    var enterprise = new EnterpriseUser();
    person.department().ifPresent(enterprise::setDepartment);
    person.companyName().ifPresent(enterprise::setOrganization);
    person.manager().map(it -> manager(it, context)).ifPresent(enterprise::setManager);
    return Optional.of(enterprise);
  }

  private static Manager manager(UserId id, Context context) {
    var manager = new Manager();
    manager.setValue(id.toString());
    manager.setRef(context.getResourceReferenceUrl(id.toString()));
    return manager;
  }
}
