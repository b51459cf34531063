package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.server.kernel.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A domain controller that has let us in: the domain's directory and its share SYSVOL. Paths have
 * backslashes and begin at the share. Each method is one step that is done or not.
 *
 * <p>Every method throws {@link Problem}: UNAVAILABLE when the controller does not answer, and it
 * is unknown whether the step is done; CONFLICT when it refuses; PRECONDITION_FAILED when something
 * else is there than was said.
 */
interface Controller extends AutoCloseable {

  /**
   * An object's entry.
   *
   * @param raw its attributes as they are
   */
  record Container(GpoId id, DirectoryObject object, Map<String, String> raw) {

    public Container {
      raw = Collections.unmodifiableMap(new TreeMap<>(raw));
    }
  }

  /** By {@code displayName}; CONFLICT when several have it. */
  Optional<Container> named(String displayName);

  Optional<Container> withId(GpoId id);

  List<Link> links(GpoId id);

  /**
   * Makes an object's entry if it is not there; {@link #makeHalf} makes what belongs below it.
   *
   * @return whether it was made
   */
  boolean make(GpoId id, DirectoryObject object);

  /** Removes an object's entry, which has nothing below it. */
  void unmake(GpoId id);

  /**
   * Makes the entry of a half, {@code User} or {@code Machine}, if it is not there.
   *
   * @return whether it was made
   */
  boolean makeHalf(GpoId id, String half);

  void unmakeHalf(GpoId id, String half);

  /** Replaces version and extensions if they are still those of before. */
  void replace(Container before, DirectoryObject after);

  /** Empty when there is no such file; CONFLICT when it is too large. */
  Optional<byte[]> read(String path);

  /** The names of the files and folders in a folder; none when it is not there. */
  List<String> list(String folder);

  /**
   * Makes the folder if it is not there, with the rights that it inherits.
   *
   * @return whether it was made
   */
  boolean makeFolder(String path);

  /** Removes the folder if it is there and empty. */
  void removeFolder(String path);

  /** Writes a file to the disk, under a name that nobody looks at. */
  void draft(String draft, byte[] content);

  /**
   * Gives a draft its name, at once and in place of what had it.
   *
   * @return false, and nothing is done, when somebody has that open or we have no right to replace
   *     it: a server does not say which; {@link OpenFiles} waits for the former
   */
  boolean publish(String draft, String path);

  /** Removes the file if it is there. */
  void remove(String path);

  @Override
  void close();

  /** How to get to one. */
  @FunctionalInterface
  interface Connector {

    Controller connect();
  }
}
