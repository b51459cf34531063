package dev.entente.server.directory.graph;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code kind: graph}: Microsoft Entra ID, through Microsoft Graph. */
@Component
class GraphKind implements SourceKind<GraphSettings> {

  private final JsonMapper json;
  private final Clock clock;

  GraphKind(JsonMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Owner owner() {
    return Owner.GRAPH;
  }

  @Override
  public Class<GraphSettings> settings() {
    return GraphSettings.class;
  }

  @Override
  public DirectorySource open(TenantId tenant, GraphSettings settings, Path folder) {
    return new GraphSource(new GraphClient(settings.checked(), json, clock), json);
  }
}
