package dev.entente.server.directory.ldap;

import static java.util.Map.entry;

import com.unboundid.ldap.sdk.Entry;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.Photo;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Which attributes make a person and a group. */
final class Mapping {

  private static final int LARGEST_PHOTO = 1 << 20;

  private static final List<Field> OF_GROUP =
      List.of(Field.ID, Field.DISPLAY_NAME, Field.MAIL, Field.DESCRIPTION);

  /** The schema of Active Directory. */
  private static final Map<Field, List<String>> ACTIVE_DIRECTORY =
      Map.ofEntries(
          entry(Field.ID, List.of("objectGUID")),
          entry(Field.USER_PRINCIPAL_NAME, List.of("userPrincipalName")),
          entry(Field.DISPLAY_NAME, List.of("displayName", "cn")),
          entry(Field.GIVEN_NAME, List.of("givenName")),
          entry(Field.SURNAME, List.of("sn")),
          entry(Field.MAIL, List.of("mail")),
          entry(Field.JOB_TITLE, List.of("title")),
          entry(Field.DEPARTMENT, List.of("department")),
          entry(Field.COMPANY_NAME, List.of("company")),
          entry(Field.MANAGER, List.of("manager")),
          entry(Field.PHOTO, List.of("thumbnailPhoto")),
          entry(Field.DESCRIPTION, List.of("description")));

  /** RFC 2798, RFC 4519 and RFC 4530, where they differ. */
  private static final Map<Field, List<String>> STANDARD =
      Map.of(
          Field.ID, List.of("entryUUID"),
          Field.USER_PRINCIPAL_NAME, List.of("userPrincipalName", "mail"),
          Field.DEPARTMENT, List.of("departmentNumber", "ou"),
          Field.COMPANY_NAME, List.of("o"),
          Field.PHOTO, List.of("jpegPhoto"));

  /** Of several, the first that has a value counts. */
  private final Map<Field, List<String>> attributes = new EnumMap<>(ACTIVE_DIRECTORY);

  private Mapping(Map<Field, List<String>> usual, Map<Field, List<String>> said) {
    attributes.putAll(usual);
    attributes.putAll(said);
  }

  static Mapping activeDirectory(LdapSettings settings) {
    return new Mapping(ACTIVE_DIRECTORY, settings.attributeNames());
  }

  static Mapping standard(LdapSettings settings) {
    return new Mapping(STANDARD, settings.attributeNames());
  }

  List<String> of(Field field) {
    return Objects.requireNonNull(attributes.get(field));
  }

  String[] personAttributes(String... more) {
    return names(Stream.of(Field.values()), more);
  }

  String[] groupAttributes(String... more) {
    return names(OF_GROUP.stream(), more);
  }

  private String[] names(Stream<Field> fields, String... more) {
    return Stream.concat(fields.map(this::of).flatMap(List::stream), Stream.of(more))
        .distinct()
        .toArray(String[]::new);
  }

  /** PostgreSQL takes no NUL in a text, and nobody's name has one. */
  Optional<String> text(Entry entry, Field field) {
    return of(field).stream()
        .flatMap(it -> Optional.ofNullable(entry.getAttributeValue(it)).stream())
        .map(it -> it.replace("\0", "").strip())
        .filter(it -> !it.isEmpty())
        .findFirst();
  }

  Person person(
      Entry entry,
      UUID id,
      String userPrincipalName,
      String displayName,
      Optional<UUID> manager,
      boolean enabled) {
    return new Person(
        new UserId(id),
        userPrincipalName,
        displayName,
        text(entry, Field.GIVEN_NAME),
        text(entry, Field.SURNAME),
        text(entry, Field.MAIL),
        text(entry, Field.JOB_TITLE),
        text(entry, Field.DEPARTMENT),
        text(entry, Field.COMPANY_NAME),
        manager.map(UserId::new),
        enabled);
  }

  Group group(Entry entry, UUID id, String displayName) {
    return new Group(
        new GroupId(id),
        displayName,
        text(entry, Field.DESCRIPTION),
        text(entry, Field.MAIL),
        Group.Kind.SECURITY,
        Optional.empty());
  }

  /** What is no picture, or too large for one of a face, is left out. */
  Optional<Photo> photo(Entry entry) {
    return of(Field.PHOTO).stream()
        .flatMap(it -> Optional.ofNullable(entry.getAttributeValueBytes(it)).stream())
        .filter(it -> it.length <= LARGEST_PHOTO)
        .findFirst()
        .flatMap(Photo::of);
  }
}
