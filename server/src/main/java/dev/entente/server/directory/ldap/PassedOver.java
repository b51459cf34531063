package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.entente.server.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that cannot be made a person or a group. One of them does not stop the others, and is not
 * in the directory until it is mended.
 */
final class PassedOver {

  private static final Logger log = LoggerFactory.getLogger(PassedOver.class);
  private static final int EXAMPLES = 10;

  private final TenantId tenant;
  private final List<String> examples = new ArrayList<>();
  private int count;

  PassedOver(TenantId tenant) {
    this.tenant = tenant;
  }

  void add(Entry entry, String reason) {
    count++;
    if (examples.size() < EXAMPLES) {
      examples.add("%s: %s".formatted(ActiveDirectoryNames.plain(entry.getDN()), reason));
    }
  }

  /** Says so in the log, once for a run. */
  void report() {
    if (count > 0) {
      log.warn(
          "The LDAP source of tenant {} passed over {} entries, among them {}",
          tenant,
          count,
          examples);
    }
  }
}
