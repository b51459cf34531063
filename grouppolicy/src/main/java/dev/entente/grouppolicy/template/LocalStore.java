package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.xml.SafeXml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A folder of this computer, or one that is mounted. No link is followed out of it. */
public final class LocalStore implements Store {

  private final Path folder;

  /** The folder is made if it is not there. */
  public LocalStore(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.folder = folder.toRealPath();
  }

  @Override
  public List<TemplateName> list() throws IOException {
    var names = new ArrayList<TemplateName>();
    for (var entry : entries(folder)) {
      var name = entry.getFileName().toString();
      if (template(name).isPresent()) {
        noLink(entry);
        template(name).filter(file -> Files.isRegularFile(entry)).ifPresent(names::add);
      } else if (template(name + "/x.adml").isPresent() && Files.isDirectory(entry)) {
        noLink(entry);
        for (var text : entries(entry)) {
          var found = template(name + "/" + text.getFileName());
          if (found.isPresent()) {
            noLink(text);
            found.filter(file -> Files.isRegularFile(text)).ifPresent(names::add);
          }
        }
      }
    }
    names.sort(null);
    return List.copyOf(names);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static Optional<TemplateName> template(String path) {
    try {
      return Optional.of(TemplateName.parse(path));
    } catch (InvalidInput other) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] read(TemplateName name) throws IOException {
    var path = path(name);
    name.language().map(folder::resolve).ifPresent(LocalStore::noLink);
    noLink(path);
    try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(SafeXml.MAX_BYTES + 1);
    }
  }

  @Override
  public Draft write(TemplateName name, byte[] content) throws IOException {
    var target = path(name);
    noLink(target);
    var within = name.language().map(folder::resolve).orElse(folder);
    noLink(within);
    Files.createDirectories(within);
    var temporary = within.resolve("~" + UUID.randomUUID() + ".tmp");
    var draft = new LocalDraft(temporary, target);
    try (var out =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    } catch (IOException e) {
      draft.discard();
      throw e;
    }
    return draft;
  }

  private Path path(TemplateName name) {
    return name.language().map(folder::resolve).orElse(folder).resolve(name.file());
  }

  private static void noLink(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new InvalidInput(
          "It is a symbolic link.",
          new InFile(Schema.shortened(path.toString())),
          "Put the file or folder itself there.");
    }
  }

  private record LocalDraft(Path temporary, Path target) implements Draft {

    @Override
    public void publish() throws IOException {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void discard() throws IOException {
      Files.deleteIfExists(temporary);
    }
  }
}
