package dev.entente.server.directory.ldap;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.directory.ldap.LdapSettings.ScopeSettings;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sources for tests, and what they say. */
final class Sources {

  private Sources() {}

  static LdapSettings settings(String url, String account, Secret password, String base) {
    return settings(List.of(url), null, null, account, password, base, 100);
  }

  static LdapSettings settings(
      List<String> urls,
      @Nullable Boolean startTls,
      @Nullable Path caFile,
      String account,
      Secret password,
      String base,
      int pageSize) {
    return settings(urls, startTls, caFile, account, password, base, null, null, pageSize);
  }

  /**
   * Entries that have no description.
   *
   * @param people a filter, as {@code groups}
   */
  static LdapSettings settings(
      String url,
      String account,
      Secret password,
      String base,
      String people,
      String groups,
      int pageSize) {
    return settings(
        List.of(url), null, null, account, password, base, shown(people), shown(groups), pageSize);
  }

  private static String shown(String filter) {
    return "(&%s(!(description=hidden)))".formatted(filter);
  }

  private static LdapSettings settings(
      List<String> urls,
      @Nullable Boolean startTls,
      @Nullable Path caFile,
      String account,
      Secret password,
      String base,
      @Nullable String people,
      @Nullable String groups,
      int pageSize) {
    return new LdapSettings(
        urls,
        startTls,
        caFile == null ? null : caFile.toString(),
        account,
        password,
        new ScopeSettings(List.of(base), people),
        new ScopeSettings(List.of(base), groups),
        null,
        pageSize,
        null);
  }

  /** One that nothing is kept of between its runs. */
  static DirectorySource open(LdapSettings settings) {
    return open(settings, new Kept());
  }

  static DirectorySource open(LdapSettings settings, Kept kept) {
    return open(settings, Path.of("/"), kept);
  }

  static DirectorySource open(LdapSettings settings, Path folder, Kept kept) {
    return LdapSource.of(
        new TenantId(UUID.randomUUID()),
        settings,
        folder,
        () -> Map.copyOf(kept.seen),
        Clock.systemUTC());
  }

  /** What would be in the database. */
  static final class Kept {

    private final Map<UUID, Seen> seen = new HashMap<>();

    void take(Said said) {
      if (said.full()) {
        seen.clear();
      }
      for (var change : said.changes()) {
        switch (change) {
          case PutPerson it -> seen.put(it.person().id().value(), new Seen.Person(it.entry()));
          case PutGroup it -> seen.put(it.group().id().value(), new Seen.Group(it.entry()));
          case RemovePerson it -> seen.remove(it.person().value());
          case RemoveGroup it -> seen.remove(it.group().value());
          case AddMembers _, RemoveMembers _, SetMembers _ -> {}
        }
      }
      said.passedOver()
          .forEach(
              it ->
                  it.id()
                      .ifPresent(
                          id ->
                              seen.put(
                                  id,
                                  new Seen.PassedOver(Optional.of(it.entry()), Optional.empty()))));
    }
  }

  /**
   * What a run said.
   *
   * @param end where the next run begins
   */
  record Said(
      List<DirectoryChange> changes,
      List<PassedOver> passedOver,
      Checkpoint end,
      boolean full,
      int pages) {

    <T extends DirectoryChange> List<T> all(Class<T> kind) {
      return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Reads to the end of the run, and keeps what it said. */
  static Said run(DirectorySource source, Checkpoint from, Kept kept)
      throws SourceUnavailable, ResyncRequired {
    var said = run(source, from);
    kept.take(said);
    return said;
  }

  /** Reads to the end of the run. */
  static Said run(DirectorySource source, Checkpoint from)
      throws SourceUnavailable, ResyncRequired {
    try (source) {
      var changes = new ArrayList<DirectoryChange>();
      var pages = 1;
      Page page = source.read(from);
      changes.addAll(page.changes());
      var passedOver = new ArrayList<>(page.passedOver());
      while (!page.last()) {
        page = source.read(page.next());
        changes.addAll(page.changes());
        passedOver.addAll(page.passedOver());
        pages++;
      }
      return new Said(changes, passedOver, page.next(), page.full(), pages);
    }
  }
}
