package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Who is in which group, asked as the API asks. */
public final class Members {

  private static final int ALL = 100;

  private Members() {}

  /** Directly or through nested groups, up from the person as a decision looks for it. */
  public static boolean has(DirectorySearch search, TenantId tenant, UserId person, GroupId group) {
    return groupsOf(search, tenant, person).stream().anyMatch(it -> it.id().equals(group));
  }

  public static List<Group> groupsOf(DirectorySearch search, TenantId tenant, UserId person) {
    var filter = new Filter.Containing(person, true);
    return search.groups(tenant, filter, Optional.empty(), ALL).stream()
        .map(OwnedGroup::group)
        .toList();
  }

  /** Down from the group. */
  public static List<Person> all(DirectorySearch search, TenantId tenant, GroupId group) {
    return search.people(tenant, new Filter.In<>(group, true), Optional.empty(), ALL);
  }

  public static List<Person> direct(DirectorySearch search, TenantId tenant, GroupId group) {
    return search.people(tenant, new Filter.In<>(group, false), Optional.empty(), ALL);
  }
}
