package dev.entente.cli.move;

import java.util.ArrayList;
import java.util.List;

/** As many at once as a request takes. */
final class Portions {

  private Portions() {}

  static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> portions = new ArrayList<>();
    for (var from = 0; from < all.size(); from += size) {
      portions.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return portions;
  }
}
