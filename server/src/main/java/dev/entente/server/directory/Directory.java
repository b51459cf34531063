package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The people and groups of each tenant. */
@Service
public class Directory {

  public Optional<Person> person(TenantId tenant, UserId id) {
    throw new UnsupportedOperationException();
  }

  public Optional<Person> personByPrincipalName(TenantId tenant, String userPrincipalName) {
    throw new UnsupportedOperationException();
  }

  /**
   * By display name, then id, so that pages are stable; {@code after} is the last one already seen.
   */
  public List<Person> people(TenantId tenant, Optional<UserId> after, int limit) {
    throw new UnsupportedOperationException();
  }

  public List<Person> reportsOf(TenantId tenant, UserId manager) {
    throw new UnsupportedOperationException();
  }

  public Optional<Photo> photo(TenantId tenant, UserId id) {
    throw new UnsupportedOperationException();
  }

  public Optional<Group> group(TenantId tenant, GroupId id) {
    throw new UnsupportedOperationException();
  }

  /** By the beginning of the name or mail, or by id; case does not matter. */
  public List<Group> findGroups(TenantId tenant, String text, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Whether the person is in the group, directly or through nested security groups. */
  public boolean isMember(TenantId tenant, UserId person, GroupId group) {
    throw new UnsupportedOperationException();
  }

  /** How many people the group has, nested groups counted (M7: shown before Save). */
  public int effectiveMemberCount(TenantId tenant, GroupId group) {
    throw new UnsupportedOperationException();
  }
}
