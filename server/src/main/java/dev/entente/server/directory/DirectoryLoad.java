package dev.entente.server.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a source says of a tenant's people and groups: a full load, so who is not in it has
 * left.
 */
record DirectoryLoad(List<PersonRow> people, List<GroupRow> groups, List<MemberRow> members) {

  /** A person, with the manager by id. */
  record PersonRow(
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
  record GroupRow(UUID id, String displayName, Optional<String> mail, Group.Kind kind) {}

  /** One member of a group: a person, or a nested group. */
  record MemberRow(UUID group, Optional<UUID> person, Optional<UUID> nestedGroup) {}
}
