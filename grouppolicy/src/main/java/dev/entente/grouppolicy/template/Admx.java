package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Optional;

/**
 * A template without its texts ([MS-GPREG] §7.3 PolicyDefinitions). Annotations, {@code seeAlso}
 * and {@code keywords} say nothing to the policy editor and are left out.
 *
 * @param file the name of the file
 * @param namespace what its own names are in
 * @param using the namespaces that it refers to
 * @param minRequiredRevision older texts do not do
 * @param place where it begins
 */
public record Admx(
    String file,
    Revision revision,
    String namespace,
    List<String> using,
    List<String> supersededAdm,
    Optional<Revision> minRequiredRevision,
    String fallbackCulture,
    List<Product> products,
    List<SupportedOn> supportedOn,
    List<Category> categories,
    List<Policy> policies,
    AtLine place) {

  /** Copies the lists. */
  public Admx {
    using = List.copyOf(using);
    supersededAdm = List.copyOf(supersededAdm);
    products = List.copyOf(products);
    supportedOn = List.copyOf(supportedOn);
    categories = List.copyOf(categories);
    policies = List.copyOf(policies);
  }
}
