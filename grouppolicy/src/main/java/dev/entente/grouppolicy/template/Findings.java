package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place;
import java.util.ArrayList;
import java.util.List;

/** What has been found so far. */
final class Findings {

  private static final int MOST = 1_000;

  private final List<Finding> found = new ArrayList<>();
  private int errors;

  void error(Place place, String what, String mend) {
    add(new Finding(Finding.Severity.ERROR, place, what, mend));
  }

  void warning(Place place, String what, String mend) {
    add(new Finding(Finding.Severity.WARNING, place, what, mend));
  }

  void error(InvalidInput refused) {
    error(refused.place(), refused.what(), refused.mend());
  }

  /** A file that is wrong everywhere says so often enough. */
  private void add(Finding finding) {
    var sameKind = finding.isError() ? errors++ : found.size() - Math.min(errors, MOST);
    if (sameKind < MOST) {
      found.add(finding);
    }
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
