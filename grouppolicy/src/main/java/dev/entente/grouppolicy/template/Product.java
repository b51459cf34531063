package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Optional;

/**
 * What a policy may be supported on: a product, and in it major and minor versions ([MS-GPREG] §7.2
 * SupportedProduct, SupportedMajorVersion, SupportedMinorVersion).
 *
 * @param versionIndex a product has none; versions are ordered by it
 */
public record Product(
    ItemName name,
    StringReference displayName,
    Optional<Long> versionIndex,
    List<Product> versions,
    AtLine place) {

  /** Copies the list. */
  public Product {
    versions = List.copyOf(versions);
  }
}
