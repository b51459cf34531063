package dev.entente.sandbox.work;

import dev.entente.sandbox.SandboxSettings;
import dev.entente.sandbox.work.Organisation.WorkPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The demo organisations with their people and roles, from the same files that the server reads.
 */
@Component
class Organisations {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Map<String, Organisation> bySlug;

  Organisations(SandboxSettings settings) {
    var demo = settings.demo();
    var roles = YAML.readValue(demo.resolve("signins.yaml"), SignIns.class).roles();
    this.bySlug =
        YAML.readValue(demo.resolve("tenants.yaml"), Tenants.class).tenants().stream()
            .map(it -> organisation(it, demo, roles))
            .collect(Collectors.toUnmodifiableMap(Organisation::slug, Function.identity()));
  }

  private record Tenants(List<Tenant> tenants) {}

  private record Tenant(String id, String name, String directory, SignIn signIn) {}

  private record SignIn(String clientSecret) {}

  private record SignIns(Map<String, List<String>> roles) {}

  Optional<Organisation> find(String slug) {
    return Optional.ofNullable(bySlug.get(slug));
  }

  /** The organisation in which somebody has this name. */
  Optional<Organisation> employing(String userPrincipalName) {
    return bySlug.values().stream()
        .filter(it -> it.person(userPrincipalName).isPresent())
        .findFirst();
  }

  private static Organisation organisation(
      Tenant tenant, Path demo, Map<String, List<String>> roles) {
    var file = demo.resolve(tenant.directory()).resolve("people.csv");
    try (var people = CSV.parse(Files.newBufferedReader(file))) {
      return new Organisation(
          tenant.directory(),
          tenant.id(),
          tenant.name(),
          tenant.signIn().clientSecret(),
          people.stream().map(it -> person(it, roles)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorkPerson person(CSVRecord row, Map<String, List<String>> roles) {
    var name = row.get("userPrincipalName");
    return new WorkPerson(
        row.get("id"),
        name,
        row.get("displayName"),
        Boolean.parseBoolean(row.get("accountEnabled")),
        roles.getOrDefault(name, List.of()));
  }
}
