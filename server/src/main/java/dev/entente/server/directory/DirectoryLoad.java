package dev.entente.server.directory;

import dev.entente.server.kernel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a source says of a tenant's people and groups: a full load, so who is not in it has
 * left.
 */
public record DirectoryLoad(
    List<PersonRow> people, List<GroupRow> groups, List<MemberRow> members) {

  public DirectoryLoad {
    people = List.copyOf(people);
    groups = List.copyOf(groups);
    members = List.copyOf(members);
  }

  /**
   * From the text of {@code people.csv} and {@code groups.csv}, with the columns of {@code demo/}.
   *
   * @throws Problem INVALID_REQUEST with the file, the record and the rule it breaks
   */
  public static DirectoryLoad ofCsv(String people, String groups) {
    return CsvDirectory.read(people, groups);
  }

  /**
   * From an LDAP server's export: {@code inetOrgPerson} and {@code groupOfNames} with {@code
   * entryUUID}.
   *
   * @throws Problem INVALID_REQUEST with the line or entry and the rule it breaks
   */
  public static DirectoryLoad ofLdif(String ldif) {
    return LdifDirectory.read(ldif);
  }

  /** A person, with the manager by id. */
  public record PersonRow(
      UUID id,
      String userPrincipalName,
      String displayName,
      Optional<String> givenName,
      Optional<String> surname,
      Optional<String> mail,
      Optional<String> jobTitle,
      Optional<String> department,
      Optional<String> companyName,
      Optional<UUID> manager,
      boolean enabled,
      Optional<Photo> photo) {}

  /** A group. */
  public record GroupRow(UUID id, String displayName, Optional<String> mail, Group.Kind kind) {}

  /** One member of a group: a person, or a nested group. */
  public record MemberRow(UUID group, Optional<UUID> person, Optional<UUID> nestedGroup) {}
}
