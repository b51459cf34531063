package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes on their way: kept by batch, one statement per table and page. */
@Repository
class StagingStore {

  private final JdbcClient jdbc;

  StagingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds to what the batch has; where both speak of the same thing, these changes count. */
  void stage(TenantId tenant, UUID batch, List<DirectoryChange> changes) {
    var net = Batch.of(changes);
    stagePeople(tenant, batch, net);
    stageGroups(tenant, batch, net);
    stageRosters(tenant, batch, net.whole());
    stageMembers(tenant, batch, net.members());
  }

  void clear(TenantId tenant, UUID batch) {
    for (var table :
        List.of("staged_people", "staged_groups", "staged_rosters", "staged_members")) {
      jdbc.sql("DELETE FROM %s WHERE tenant_id = :tenant AND batch = :batch".formatted(table))
          .param("tenant", tenant.value())
          .param("batch", batch)
          .update();
    }
  }

  private void stagePeople(TenantId tenant, UUID batch, Batch net) {
    if (net.people().isEmpty()) {
      return;
    }
    var people = net.people().values();
    jdbc.sql(
            """
            INSERT INTO staged_people
            SELECT :tenant, :batch, * FROM unnest(
                :ids, :removed, :principalNames, :displayNames, :givenNames, :surnames, :mails,
                :jobTitles, :departments, :companyNames, :managers, :enabled, :photos, :photoTypes,
                :sourceNames, :sourceVersions)
            ON CONFLICT (tenant_id, batch, id) DO UPDATE
            SET removed = excluded.removed, user_principal_name = excluded.user_principal_name,
                display_name = excluded.display_name, given_name = excluded.given_name,
                surname = excluded.surname, mail = excluded.mail, job_title = excluded.job_title,
                department = excluded.department, company_name = excluded.company_name,
                manager_id = excluded.manager_id, enabled = excluded.enabled,
                photo = excluded.photo, photo_type = excluded.photo_type,
                source_name = excluded.source_name, source_version = excluded.source_version
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("ids", ids(net.people().keySet(), UserId::value))
        .param("removed", removed(people))
        .param("principalNames", texts(people, it -> Optional.of(it.userPrincipalName())))
        .param("displayNames", texts(people, it -> Optional.of(it.displayName())))
        .param("givenNames", texts(people, Person::givenName))
        .param("surnames", texts(people, Person::surname))
        .param("mails", texts(people, Person::mail))
        .param("jobTitles", texts(people, Person::jobTitle))
        .param("departments", texts(people, Person::department))
        .param("companyNames", texts(people, Person::companyName))
        .param(
            "managers", column(people, it -> it.person().manager().map(UserId::value), UUID[]::new))
        .param("enabled", column(people, it -> Optional.of(it.person().enabled()), Boolean[]::new))
        .param("photos", column(people, it -> it.photo().map(Photo::bytes), byte[][]::new))
        .param("photoTypes", column(people, it -> it.photo().map(Photo::mediaType), String[]::new))
        .param(
            "sourceNames", column(people, it -> it.entry().map(SourceEntry::name), String[]::new))
        .param(
            "sourceVersions",
            column(people, it -> it.entry().map(SourceEntry::version), String[]::new))
        .update();
  }

  private void stageGroups(TenantId tenant, UUID batch, Batch net) {
    if (net.groups().isEmpty()) {
      return;
    }
    var groups = net.groups().values();
    jdbc.sql(
            """
            INSERT INTO staged_groups
            SELECT :tenant, :batch, * FROM unnest(
                :ids, :removed, :displayNames, :descriptions, :mails, :kinds, :rules,
                :sourceNames, :sourceVersions)
            ON CONFLICT (tenant_id, batch, id) DO UPDATE
            SET removed = excluded.removed, display_name = excluded.display_name,
                description = excluded.description, mail = excluded.mail, kind = excluded.kind,
                membership_rule = excluded.membership_rule,
                source_name = excluded.source_name, source_version = excluded.source_version
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("ids", ids(net.groups().keySet(), GroupId::value))
        .param("removed", removed(groups))
        .param("displayNames", ofGroups(groups, it -> Optional.of(it.displayName())))
        .param("descriptions", ofGroups(groups, Group::description))
        .param("mails", ofGroups(groups, Group::mail))
        .param("kinds", ofGroups(groups, it -> Optional.of(it.kind().label())))
        .param("rules", ofGroups(groups, Group::membershipRule))
        .param(
            "sourceNames", column(groups, it -> it.entry().map(SourceEntry::name), String[]::new))
        .param(
            "sourceVersions",
            column(groups, it -> it.entry().map(SourceEntry::version), String[]::new))
        .update();
  }

  private void stageRosters(TenantId tenant, UUID batch, List<GroupId> whole) {
    if (whole.isEmpty()) {
      return;
    }
    var ids = ids(whole, GroupId::value);
    jdbc.sql(
            """
            DELETE FROM staged_members
            WHERE tenant_id = :tenant AND batch = :batch AND group_id = ANY (:ids)
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("ids", ids)
        .update();
    jdbc.sql(
            """
            INSERT INTO staged_rosters SELECT :tenant, :batch, id FROM unnest(:ids) AS id
            ON CONFLICT DO NOTHING
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("ids", ids)
        .update();
  }

  private void stageMembers(TenantId tenant, UUID batch, List<Batch.Member> members) {
    if (members.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO staged_members
            SELECT :tenant, :batch, * FROM unnest(:groups, :people, :nested, :removed)
            ON CONFLICT (tenant_id, batch, group_id, person_id, nested_group_id) DO UPDATE
            SET removed = excluded.removed
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("groups", members.stream().map(Batch.Member::group).toArray(UUID[]::new))
        .param("people", members.stream().map(it -> it.person().orElse(null)).toArray(UUID[]::new))
        .param("nested", members.stream().map(it -> it.nested().orElse(null)).toArray(UUID[]::new))
        .param("removed", members.stream().map(Batch.Member::removed).toArray(Boolean[]::new))
        .update();
  }

  private static <T> UUID[] ids(Collection<T> all, Function<T, UUID> id) {
    return all.stream().map(id).toArray(UUID[]::new);
  }

  private static Boolean[] removed(Collection<? extends Optional<?>> all) {
    return all.stream().map(Optional::isEmpty).toArray(Boolean[]::new);
  }

  private static String[] texts(
      Collection<Optional<PutPerson>> people, Function<Person, Optional<String>> text) {
    return column(people, it -> text.apply(it.person()), String[]::new);
  }

  private static String[] ofGroups(
      Collection<Optional<PutGroup>> groups, Function<Group, Optional<String>> text) {
    return column(groups, it -> text.apply(it.group()), String[]::new);
  }

  /** One column of an {@code unnest}: null for what is removed and for what is empty. */
  private static <T, V> V[] column(
      Collection<Optional<T>> all, Function<T, Optional<V>> value, IntFunction<V[]> array) {
    return all.stream().map(it -> it.flatMap(value).orElse(null)).toArray(array);
  }
}
