package dev.entente.server.directory;

import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;

/**
 * A kind of source that a tenant can have: a bean that turns the {@code source} block of a tenant
 * in the provisioning file into a source.
 *
 * @param <S> the block's settings as a record, read strictly: an unknown field stops the start.
 *     Without {@code kind}, {@code interval} and {@code maxAge}, which every source has
 */
public interface SourceKind<S> {

  /** Its label is the block's {@code kind}. */
  Owner owner();

  Class<S> settings();

  /**
   * Called once at the start, before any read.
   *
   * @param folder where the provisioning file is, which relative paths start from
   * @throws dev.entente.server.kernel.Problem INVALID_REQUEST that names a setting at fault
   */
  DirectorySource open(TenantId tenant, S settings, Path folder);
}
