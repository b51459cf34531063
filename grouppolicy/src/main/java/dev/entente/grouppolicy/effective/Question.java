package dev.entente.grouppolicy.effective;

import java.util.List;

/**
 * Everything that the answer depends on.
 *
 * @param layers in precedence order, the later wins; none for a computer without policies
 */
public record Question(TenantDecision tenant, List<Layer> layers, UserOption option, App app) {

  public Question {
    layers = List.copyOf(layers);
  }

  /** The answer: always one, the same for the same question. */
  public Answer answer() {
    return new Answering(this).answer();
  }
}
