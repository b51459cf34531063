package dev.entente.server.network;

import java.util.List;
import java.util.Map;

/**
 * A member's own data in one category, as rows with the network's labels (LinkedIn: the columns of
 * its data export).
 *
 * @param rows by domain of the network, such as {@code POSITIONS}
 */
public record OwnData(Category category, Map<String, List<Map<String, String>>> rows) {

  public OwnData {
    rows = Map.copyOf(rows);
  }
}
