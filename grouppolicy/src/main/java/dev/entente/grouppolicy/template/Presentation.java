package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;

/** The window of a policy, from top to bottom ([MS-GPREG] §7.2 PolicyPresentation). */
public record Presentation(String id, List<Control> controls, AtLine place) {

  /** Copies the list. */
  public Presentation {
    controls = List.copyOf(controls);
  }
}
