package dev.entente.cli.move;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a move has done so far, for the one that comes after a kill. Lines are appended and on the
 * disk before the next batch begins; a torn last line counts for nothing. It lives no longer than
 * the move: once that has come to its end, the group itself is the truth.
 */
final class Journal implements AutoCloseable {

  private static final String ADDED = "added";
  private static final String FOUND = "found";

  private final Path path;
  private final FileChannel channel;
  private final Set<UUID> added = new HashSet<>();
  private final Map<String, UUID> found = new HashMap<>();

  private Journal(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A file's content into a group of an API: another file is another move. */
  static String nameOf(URI api, UUID group, byte[] file) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("%s %s\n".formatted(api, group).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param move from {@link #nameOf}
   */
  static Journal open(Path folder, String move) {
    var path = folder.resolve(move + ".journal");
    try {
      Files.createDirectories(folder);
      var channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new Trouble(
            ExitCode.REFUSED,
            "Another entente is moving this file into this group.",
            path.toString(),
            "Wait until it is done.");
      }
      var journal = new Journal(path, channel);
      journal.replay();
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<UUID> added() {
    return added;
  }

  Optional<UUID> found(String name) {
    return Optional.ofNullable(found.get(name));
  }

  void added(Collection<UUID> people) {
    append(people.stream().map(it -> ADDED + " " + it + "\n").collect(Collectors.joining()));
  }

  void found(Map<String, UUID> people) {
    append(
        people.entrySet().stream()
            .map(it -> FOUND + " " + it.getValue() + " " + it.getKey() + "\n")
            .collect(Collectors.joining()));
  }

  /** The move has come to its end. */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable Object lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private void append(String lines) {
    try {
      var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writing goes on after the last whole line. */
  private void replay() throws IOException {
    var text = Files.readString(path);
    var whole = text.substring(0, text.lastIndexOf('\n') + 1);
    whole.lines().map(it -> it.split(" ", 3)).forEach(this::replay);
    channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
    channel.position(channel.size());
  }

  private void replay(String[] line) {
    if (line[0].equals(ADDED)) {
      added.add(UUID.fromString(line[1]));
    } else {
      found.put(line[2], UUID.fromString(line[1]));
    }
  }
}
