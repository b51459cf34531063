package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;

/**
 * A policy as the policy editor shows it, in one language or the next best.
 *
 * @param language of the display name
 * @param path the folders from the outermost, without <i>Administrative Templates</i>
 * @param supportedOn the sentence, if the template that has it is there
 */
public record PolicyDescription(
    Policy policy,
    String language,
    List<String> path,
    String displayName,
    Optional<String> explainText,
    Optional<String> supportedOn) {

  /** Copies the list. */
  public PolicyDescription {
    path = List.copyOf(path);
  }
}
