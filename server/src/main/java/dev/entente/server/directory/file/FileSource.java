package dev.entente.server.directory.file;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A folder with {@code people.csv} and {@code groups.csv}, or with {@code directory.ldif}: read
 * whole whenever its content changed. The checkpoint is the content's hash and, within a load, how
 * many changes of it were read.
 */
final class FileSource implements DirectorySource {

  private static final String LDIF = "directory.ldif";

  private final Path folder;
  private final int pageSize;
  private Optional<Content> content = Optional.empty();

  FileSource(Path folder, int pageSize) {
    this.folder = folder;
    this.pageSize = pageSize;
  }

  private record Content(String hash, List<DirectoryChange> changes) {}

  private record Place(String hash, int read) {

    static Place of(Checkpoint checkpoint) {
      var parts = checkpoint.value().split("/", 2);
      return new Place(parts[0], parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    }

    boolean isWithinALoad() {
      return read > 0;
    }
  }

  @Override
  public Owner owner() {
    return Owner.CSV;
  }

  @Override
  public Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired {
    var place = Place.of(from);
    if (place.isWithinALoad()) {
      return page(sameContent(place), place.read());
    }
    var files = files();
    var hash = hash(files);
    if (hash.equals(place.hash())) {
      return new Page(List.of(), from, true, false);
    }
    var changed = new Content(hash, parse(files));
    content = Optional.of(changed);
    return page(changed, 0);
  }

  @Override
  public void close() {
    content = Optional.empty();
  }

  private Page page(Content load, int read) {
    var all = load.changes().size();
    var end = Math.min(read + pageSize, all);
    var last = end == all;
    var next = new Checkpoint(last ? load.hash() : "%s/%d".formatted(load.hash(), end));
    return new Page(load.changes().subList(read, end), next, last, true);
  }

  /** Read once for all pages; after a restart it has to be what it was. */
  private Content sameContent(Place place) throws SourceUnavailable, ResyncRequired {
    if (content.isEmpty()) {
      var files = files();
      content = Optional.of(new Content(hash(files), parse(files)));
    }
    return content
        .filter(it -> it.hash().equals(place.hash()))
        .orElseThrow(() -> new ResyncRequired("the files changed during the load"));
  }

  private List<String> files() throws SourceUnavailable {
    return Files.exists(folder.resolve(LDIF))
        ? List.of(text(LDIF))
        : List.of(text("people.csv"), text("groups.csv"));
  }

  private String text(String file) throws SourceUnavailable {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new SourceUnavailable(
          "%s cannot be read as UTF-8: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  private static List<DirectoryChange> parse(List<String> files) {
    return files.size() == 1
        ? LdifDirectory.read(files.getFirst())
        : CsvDirectory.read(files.getFirst(), files.getLast());
  }

  private static String hash(List<String> files) {
    var digest = Sha256.begin();
    files.forEach(it -> digest.update(Sha256.of(it)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
