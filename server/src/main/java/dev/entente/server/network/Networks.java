package dev.entente.server.network;

import dev.entente.server.kernel.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The networks that the operator configured; one that is not configured does not exist here. */
@Component
public class Networks {

  private final List<Network> networks;

  @Autowired
  Networks(ObjectProvider<Network> networks) {
    this(networks.orderedStream().toList());
  }

  public Networks(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Every configured network; empty when the operator has set up none, which pages say. */
  public List<Network> all() {
    return networks;
  }

  /** The network of a stored connection; empty when the operator has since taken it away. */
  public Optional<Network> find(String name) {
    return networks.stream().filter(network -> network.name().equals(name)).findAny();
  }

  /**
   * The network that a caller asked for.
   *
   * @throws Problem {@link Problem.Code#INVALID_REQUEST} when no such network is configured
   */
  public Network named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    networks.isEmpty()
                        ? "No network is configured on this server."
                        : "The network must be one of "
                            + networks.stream().map(Network::name).toList()
                            + ".",
                    "network"));
  }
}
