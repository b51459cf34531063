package dev.entente.server.directory.ldap;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory's servers are and what lets us in, as a block of the provisioning file says.
 *
 * @param block the block's name, for what is said about its settings
 */
public record LdapAccess(
    String block,
    @Nullable List<String> urls,
    @Nullable Boolean startTls,
    @Nullable String caFile,
    @Nullable String bindDn,
    @Nullable Secret password) {

  void refuseUnless(boolean condition, String field, String rule) {
    if (!condition) {
      throw fault(field, rule);
    }
  }

  Problem fault(String field, String rule) {
    return new Problem(Problem.Code.INVALID_REQUEST, block + "." + rule, block + "." + field);
  }
}
