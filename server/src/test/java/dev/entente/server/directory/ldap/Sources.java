package dev.entente.server.directory.ldap;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.directory.ldap.LdapSettings.ScopeSettings;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    var scope = new ScopeSettings(List.of(base), null);
    return new LdapSettings(
        urls,
        startTls,
        caFile == null ? null : caFile.toString(),
        account,
        password,
        scope,
        scope,
        null,
        pageSize,
        null);
  }

  static DirectorySource open(LdapSettings settings) {
    return new LdapKind(Clock.systemUTC())
        .open(new TenantId(UUID.randomUUID()), settings, Path.of("/"));
  }

  /**
   * What a run said.
   *
   * @param end where the next run begins
   */
  record Said(List<DirectoryChange> changes, Checkpoint end, boolean full, int pages) {

    <T extends DirectoryChange> List<T> all(Class<T> kind) {
      return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Reads to the end of the run. */
  static Said run(DirectorySource source, Checkpoint from)
      throws SourceUnavailable, ResyncRequired {
    try (source) {
      var changes = new ArrayList<DirectoryChange>();
      var pages = 1;
      Page page = source.read(from);
      changes.addAll(page.changes());
      while (!page.last()) {
        page = source.read(page.next());
        changes.addAll(page.changes());
        pages++;
      }
      return new Said(changes, page.next(), page.full(), pages);
    }
  }
}
