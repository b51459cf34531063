package dev.entente.server.directory.graph;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.json.JsonMapper;

/** The contract, with Microsoft Graph. */
class GraphSourceTests extends DirectorySourceContract {

  private final GraphDouble graph = new GraphDouble();

  @AfterEach
  void stop() {
    graph.close();
  }

  @Override
  protected Outside outside() {
    return graph;
  }

  @Override
  protected DirectorySource open() {
    var json = JsonMapper.shared();
    return new GraphSource(
        new GraphClient(graph.settings().checked(), json, Clock.systemUTC()), json);
  }
}
