package dev.entente.server.network;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A member's own data in one category, as rows with the network's labels (LinkedIn: the columns of
 * its data export).
 *
 * @param rows by domain of the network, such as {@code POSITIONS}
 * @param notYet domains of which the network has given no row so far: not prepared, or the member
 *     has none; it does not say which
 */
public record OwnData(
    Category category, Map<String, List<Map<String, String>>> rows, Set<String> notYet) {

  public OwnData {
    rows = Map.copyOf(rows);
    notYet = Set.copyOf(notYet);
  }
}
