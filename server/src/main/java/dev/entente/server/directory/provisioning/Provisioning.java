package dev.entente.server.directory.provisioning;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.directory.SyncSchedule;
import dev.entente.server.directory.Syncs;
import dev.entente.server.directory.file.CsvDirectory;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.TenantBlock;
import dev.entente.server.tenant.TenantDefinition;
import dev.entente.server.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Brings the tenants in line with the provisioning file at every start: gives a tenant that has
 * nobody yet the people and groups beside the file, each tenant the source that its block names,
 * and other modules the blocks that are theirs. A tenant that has people keeps them.
 */
@Component
class Provisioning implements ApplicationRunner {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Settings settings;
  private final Placeholders placeholders;
  private final Tenants tenants;
  private final Directory directory;
  private final Syncs syncs;
  private final SyncSchedule schedule;
  private final List<SourceKind<?>> kinds;
  private final List<TenantBlock<?>> blocks;

  Provisioning(
      Settings settings,
      ConfigurableEnvironment environment,
      Tenants tenants,
      Directory directory,
      Syncs syncs,
      SyncSchedule schedule,
      List<SourceKind<?>> kinds,
      List<TenantBlock<?>> blocks) {
    this.settings = settings;
    this.placeholders = new Placeholders(environment);
    this.tenants = tenants;
    this.directory = directory;
    this.syncs = syncs;
    this.schedule = schedule;
    this.kinds = kinds;
    this.blocks = blocks;
  }

  /**
   * What to provision.
   *
   * @param provisioning a YAML file of tenants; {@code ${NAME:default}} in it is taken from the
   *     environment
   */
  @ConfigurationProperties("entente")
  record Settings(Optional<String> provisioning) {}

  private record TenantsFile(@Nullable List<ObjectNode> tenants) {

    List<ObjectNode> all() {
      return Optional.ofNullable(tenants).orElse(List.of());
    }
  }

  @Override
  public void run(ApplicationArguments arguments) {
    var withSource =
        settings.provisioning().map(Path::of).map(this::provision).orElse(Set.<TenantId>of());
    tenants.ids().stream().filter(it -> !withSource.contains(it)).forEach(syncs::forget);
    schedule.start();
  }

  /** Returns those that have a source. */
  private Set<TenantId> provision(Path file) {
    var withSource = new HashSet<TenantId>();
    for (var node : read(file).all()) {
      var source = Optional.ofNullable(node.remove("source"));
      var ofOthers = new HashMap<TenantBlock<?>, JsonNode>();
      blocks.forEach(
          it -> Optional.ofNullable(node.remove(it.name())).ifPresent(b -> ofOthers.put(it, b)));
      var definition = definition(file, node);
      try {
        var tenant = tenants.provisionFromFile(definition).id();
        Optional.ofNullable(definition.directory())
            .ifPresent(folder -> seed(tenant, file.resolveSibling(folder)));
        var folder = file.toAbsolutePath().resolveSibling("");
        ofOthers.forEach((taker, block) -> give(tenant, taker, block, folder));
        if (source.isPresent()) {
          configure(tenant, source.get(), folder);
          withSource.add(tenant);
        }
      } catch (Problem problem) {
        throw new IllegalStateException(
            "%s, tenant %s: %s".formatted(file, definition.name(), problem.message()), problem);
      }
    }
    return withSource;
  }

  private void configure(TenantId tenant, JsonNode block, Path folder) {
    var definition = SourceDefinition.of(block);
    if (definition.isHeard()) {
      definition.refuseSettings();
      syncs.listen(tenant, definition.maxAge());
      return;
    }
    var opened = definition.open(tenant, kinds, YAML, folder);
    syncs.configure(
        tenant, opened.source(), opened.settings(), definition.interval(), definition.maxAge());
  }

  private static <S> void give(TenantId tenant, TenantBlock<S> taker, JsonNode block, Path folder) {
    if (block.isNull()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, taker.name() + " has no settings.", taker.name());
    }
    try {
      taker.configure(tenant, YAML.treeToValue(block, taker.settings()), folder);
    } catch (JacksonException e) {
      // Not its message, which may quote a password.
      var field = taker.name() + "." + SourceDefinition.path(e);
      throw new Problem(
          Problem.Code.INVALID_REQUEST, field + " is no setting, or has a wrong value.", field);
    }
  }

  private TenantsFile read(Path file) {
    try {
      var tree = placeholders.resolve(YAML.readTree(Files.readString(file)));
      if (tree instanceof ObjectNode) {
        return YAML.treeToValue(tree, TenantsFile.class);
      }
      throw new IllegalStateException(file + ": tenants is missing");
    } catch (IOException e) {
      throw new UncheckedIOException("entente.provisioning names a file that cannot be read.", e);
    } catch (StreamReadException e) {
      throw new IllegalStateException(
          "%s is not well-formed YAML at line %d, column %d"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (JacksonException e) {
      throw fault(file, e);
    }
  }

  private static TenantDefinition definition(Path file, ObjectNode node) {
    try {
      return YAML.treeToValue(node, TenantDefinition.class);
    } catch (JacksonException e) {
      throw fault(file, e);
    }
  }

  /** Names the setting only: the exception and its message may quote a secret. */
  private static IllegalStateException fault(Path file, JacksonException e) {
    return new IllegalStateException(
        "%s: %s is no setting, or has a wrong value".formatted(file, SourceDefinition.path(e)));
  }

  private void seed(TenantId tenant, Path folder) {
    if (!directory.people(tenant, Optional.empty(), 1).isEmpty()) {
      return;
    }
    try {
      var people = Files.readString(folder.resolve("people.csv"));
      var groups = Files.readString(folder.resolve("groups.csv"));
      directory.replaceAll(
          tenant, Owner.CSV, CsvDirectory.read(people, groups), new Actor.Operator());
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder + " holds people.csv and groups.csv in UTF-8, readable by the server.", e);
    }
  }
}
