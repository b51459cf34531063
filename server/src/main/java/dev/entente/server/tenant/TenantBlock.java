package dev.entente.server.tenant;

import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;

/**
 * A block of a tenant's entry in the provisioning file that is another module's: a bean that takes
 * it.
 *
 * @param <S> the block's settings as a record, read strictly: an unknown field stops the start
 */
public interface TenantBlock<S> {

  /** The block's name in the tenant's entry. */
  String name();

  Class<S> settings();

  /**
   * Called once at the start for each tenant that has the block.
   *
   * @param folder where the provisioning file is, which relative paths start from
   * @throws dev.entente.server.kernel.Problem INVALID_REQUEST that names a setting at fault
   */
  void configure(TenantId tenant, S settings, Path folder);
}
