package dev.entente.cli.signin;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The user's sign-ins, by target, in a file that only the user may read. */
public final class SessionFile {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  /**
   * @param configuration the folder of the user's configuration
   */
  public SessionFile(Path configuration) {
    this.path = configuration.resolve("sessions.json");
  }

  public Path path() {
    return path;
  }

  public Optional<Session> get(String target) {
    return Optional.ofNullable(read().get(target));
  }

  public void put(String target, Session session) {
    var sessions = read();
    sessions.put(target, session);
    write(sessions);
  }

  /** Whether there was one. */
  public boolean remove(String target) {
    var sessions = read();
    if (sessions.remove(target) == null) {
      return false;
    }
    write(sessions);
    return true;
  }

  private Map<String, Session> read() {
    try {
      var privacy = Privacy.of(path.getFileSystem());
      if (!privacy.isPrivate(path)) {
        throw unusable("Others may read it.", "Take that away: " + privacy.command(path));
      }
      return new TreeMap<>(
          JSON.readValue(Files.readString(path), new TypeReference<Map<String, Session>>() {}));
    } catch (NoSuchFileException _) {
      return new TreeMap<>();
    } catch (JacksonException _) {
      throw unusable("It is damaged.", "Delete it and sign in again: entente login");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made with its rights and put in place at once: nobody ever sees it open, or half written. */
  private void write(Map<String, Session> sessions) {
    try {
      Files.createDirectories(path.getParent());
      var written =
          Files.createTempFile(
              path.getParent(), "sessions", ".tmp", Privacy.of(path.getFileSystem()).attribute());
      Files.writeString(written, JSON.writeValueAsString(sessions));
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trouble unusable(String why, String how) {
    return new Trouble(
        ExitCode.NOT_SIGNED_IN, "The kept sign-in is not used. " + why, path.toString(), how);
  }
}
