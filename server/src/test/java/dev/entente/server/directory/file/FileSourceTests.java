package dev.entente.server.directory.file;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with CSV files in a folder. */
class FileSourceTests extends DirectorySourceContract {

  @TempDir private Path folder;

  @Override
  protected Outside outside() {
    return new CsvFiles(folder.resolve("files"));
  }

  @Override
  protected DirectorySource open() {
    return new FileSource(folder.resolve("files"), 2);
  }

  /** Whoever exports the files, anew with every change. */
  private static final class CsvFiles implements Outside {

    private final Path folder;
    private final Map<UserId, Row> people = new LinkedHashMap<>();
    private final Map<GroupId, String> groups = new LinkedHashMap<>();
    private final Map<GroupId, Set<UserId>> members = new LinkedHashMap<>();
    private final Map<GroupId, Set<GroupId>> nested = new LinkedHashMap<>();
    private final Set<Object> hidden = new LinkedHashSet<>();

    private record Row(String name, boolean enabled) {}

    CsvFiles(Path folder) {
      this.folder = folder;
      write();
    }

    @Override
    public UserId addPerson(String name) {
      var id = new UserId(UUID.randomUUID());
      people.put(id, new Row(name, true));
      write();
      return id;
    }

    @Override
    public void rename(UserId person, String name) {
      people.computeIfPresent(person, (_, it) -> new Row(name, it.enabled()));
      write();
    }

    @Override
    public void disable(UserId person) {
      people.computeIfPresent(person, (_, it) -> new Row(it.name(), false));
      write();
    }

    @Override
    public void removePerson(UserId person) {
      people.remove(person);
      members.values().forEach(it -> it.remove(person));
      write();
    }

    @Override
    public GroupId addGroup(String name) {
      var id = new GroupId(UUID.randomUUID());
      groups.put(id, name);
      members.put(id, new LinkedHashSet<>());
      nested.put(id, new LinkedHashSet<>());
      write();
      return id;
    }

    @Override
    public void removeGroup(GroupId group) {
      groups.remove(group);
      nested.values().forEach(it -> it.remove(group));
      write();
    }

    @Override
    public void addMember(GroupId group, UserId person) {
      members.computeIfPresent(group, (_, it) -> with(it, person));
      write();
    }

    @Override
    public void removeMember(GroupId group, UserId person) {
      members.computeIfPresent(group, (_, it) -> without(it, person));
      write();
    }

    @Override
    public void nest(GroupId group, GroupId inner) {
      nested.computeIfPresent(group, (_, it) -> with(it, inner));
      write();
    }

    @Override
    public void hide(UserId person) {
      hidden.add(person);
      write();
    }

    @Override
    public void show(UserId person) {
      hidden.remove(person);
      write();
    }

    @Override
    public void hide(GroupId group) {
      hidden.add(group);
      write();
    }

    @Override
    public void show(GroupId group) {
      hidden.remove(group);
      write();
    }

    @Override
    public void stop() {
      move(folder, folder.resolveSibling("away"));
    }

    @Override
    public void start() {
      move(folder.resolveSibling("away"), folder);
    }

    private static <T> Set<T> with(Set<T> set, T one) {
      set.add(one);
      return set;
    }

    private static <T> Set<T> without(Set<T> set, T one) {
      set.remove(one);
      return set;
    }

    private static void move(Path from, Path to) {
      try {
        Files.move(from, to);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write() {
      var peopleFile =
          new StringBuilder("id,userPrincipalName,displayName,manager,accountEnabled\n");
      shown(people)
          .forEach(
              (id, row) ->
                  peopleFile.append(
                      "%s,%s@x.example,%s,,%s\n".formatted(id, id, row.name(), row.enabled())));
      var groupsFile = new StringBuilder("id,displayName,kind,members\n");
      shown(groups)
          .forEach(
              (id, name) ->
                  groupsFile.append("%s,%s,security,%s\n".formatted(id, name, roster(id))));
      try {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("people.csv"), peopleFile);
        Files.writeString(folder.resolve("groups.csv"), groupsFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String roster(GroupId group) {
      var all = new LinkedHashSet<String>();
      members.getOrDefault(group, Set.of()).stream()
          .filter(it -> !hidden.contains(it))
          .forEach(it -> all.add(it + "@x.example"));
      nested.getOrDefault(group, Set.of()).stream()
          .filter(it -> !hidden.contains(it))
          .forEach(it -> all.add(it.toString()));
      return String.join(";", all);
    }

    private <K, V> Map<K, V> shown(Map<K, V> all) {
      var shown = new LinkedHashMap<>(all);
      shown.keySet().removeAll(hidden);
      return shown;
    }
  }
}
