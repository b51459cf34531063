package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every member, read from the archives at start; their privacy switch lives in the state. */
@Component
class Members {

  private static final int MOST_CANDIDATES = 10;
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final Map<String, Member> byHandle;
  private final Set<String> hiddenAtFirst;
  private final JdbcClient jdbc;

  Members(SandboxSettings settings, JdbcClient jdbc) {
    this.byHandle = load(settings.members());
    this.hiddenAtFirst = hidden(settings.members().resolve("members.yaml"));
    this.jdbc = jdbc;
  }

  List<Member> all() {
    return byHandle.values().stream().sorted(Comparator.comparing(Member::name)).toList();
  }

  Optional<Member> find(String handle) {
    return Optional.ofNullable(byHandle.get(handle));
  }

  Member get(String handle) {
    return find(handle).orElseThrow(() -> new IllegalArgumentException("No member " + handle));
  }

  /** Exactly, in any case; members who are not visible in work apps are not found. */
  Optional<Member> byEmail(String email) {
    return all().stream()
        .filter(it -> it.emails().contains(email.toLowerCase(Locale.ROOT)))
        .filter(it -> isVisibleInWorkApps(it.handle()))
        .findFirst();
  }

  /** Whoever has the name, those at the company first. */
  List<Member> byName(String name, String company) {
    return all().stream()
        .filter(it -> it.name().equalsIgnoreCase(name.strip()))
        .filter(it -> isVisibleInWorkApps(it.handle()))
        .sorted(
            Comparator.comparing(it -> !company.equals(it.currentPosition().get("Company Name"))))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  boolean isVisibleInWorkApps(String handle) {
    return jdbc.sql("SELECT visible FROM visibility WHERE handle = :handle")
        .param("handle", handle)
        .query(Boolean.class)
        .optional()
        .orElse(!hiddenAtFirst.contains(handle));
  }

  void showInWorkApps(String handle, boolean visible) {
    jdbc.sql("MERGE INTO visibility (handle, visible) KEY (handle) VALUES (:handle, :visible)")
        .param("handle", handle)
        .param("visible", visible)
        .update();
  }

  /** Either list says so: an export is a snapshot, and the two may be of different days. */
  boolean areConnected(Member one, Member other) {
    return one.connectedTo().contains(other.handle()) || other.connectedTo().contains(one.handle());
  }

  List<Member> sharedConnections(Member one, Member other) {
    return all().stream()
        .filter(it -> !it.equals(one) && !it.equals(other))
        .filter(it -> areConnected(one, it) && areConnected(it, other))
        .filter(it -> isVisibleInWorkApps(it.handle()))
        .toList();
  }

  private static Map<String, Member> load(Path folder) {
    try (var archives = Files.list(folder)) {
      return archives
          .filter(it -> Files.isDirectory(it) || it.toString().endsWith(".zip"))
          .filter(it -> !it.getFileName().toString().startsWith("."))
          .map(it -> new Member(handle(it), Archive.read(it)))
          .collect(Collectors.toMap(Member::handle, it -> it, Members::refuseSecond, TreeMap::new));
    } catch (IOException e) {
      throw new UnreadableArchive("%s is no folder that can be read.".formatted(folder), e);
    }
  }

  /** The end of the profile's address, in addresses of ours as well. */
  private static String handle(Path archive) {
    var handle = archive.getFileName().toString().replaceFirst("\\.zip$", "");
    if (!HANDLE.matcher(handle).matches()) {
      throw new UnreadableArchive(
          "%s is not named by a member's handle: letters, digits, - and _ only.".formatted(archive),
          null);
    }
    return handle;
  }

  private static Member refuseSecond(Member one, Member other) {
    throw new UnreadableArchive(
        "%s has two archives, a ZIP and a folder.".formatted(other.handle()), null);
  }

  private static Set<String> hidden(Path file) {
    if (!Files.exists(file)) {
      return Set.of();
    }
    return new YAMLMapper()
        .readValue(file, new TypeReference<Map<String, Setting>>() {}).entrySet().stream()
            .filter(it -> !it.getValue().visibleInWorkApps())
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  private record Setting(boolean visibleInWorkApps) {}
}
