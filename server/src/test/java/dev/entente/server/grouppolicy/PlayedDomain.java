package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoFile;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A domain in memory, for tests of what is in front of it; Samba judges what is behind. */
public final class PlayedDomain implements Controller {

  private static final Domain DOMAIN = new Domain("played.example", "LinkedIn in Office");

  private static final String STORE = "played.example\\Policies\\PolicyDefinitions\\";

  private final Map<String, byte[]> files = new TreeMap<>();
  private Optional<Container> container = Optional.empty();
  private Optional<String> locked = Optional.empty();
  private boolean breaks;

  private PlayedDomain() {}

  /** Gives a tenant such a domain. */
  public static PlayedDomain of(TenantId tenant, Domains domains) {
    var played = new PlayedDomain();
    domains.configure(tenant, DOMAIN, () -> played);
    return played;
  }

  /** The policy's state in the object's files. */
  public PolicyState state() {
    return files.entrySet().stream()
        .filter(it -> it.getKey().endsWith(GpoFile.REGISTRY_POLICY))
        .map(it -> new RegistryPol().read(it.getKey(), it.getValue()))
        .findFirst()
        .orElse(PolicyState.NOT_CONFIGURED);
  }

  /** Puts a file into the central store, which is there once it has one. */
  public void putTemplate(TemplateName name, byte[] content) {
    files.put(path(name), content);
  }

  /** A file of the central store. */
  public Optional<byte[]> template(TemplateName name) {
    return read(path(name));
  }

  /** Somebody has that file open from now on. */
  public void lockTemplate(TemplateName name) {
    locked = Optional.of(path(name));
  }

  private static String path(TemplateName name) {
    return STORE + name.toString().replace('/', '\\');
  }

  /** An administrator at the Group Policy Management Console, at the same time. */
  public void somebodyElseMakesIt(PolicyState state) {
    files.replaceAll(
        (path, content) ->
            path.endsWith(GpoFile.REGISTRY_POLICY) ? new RegistryPol().write(state) : content);
  }

  /** The line goes down with the last request, the one that makes the new version known. */
  public void breaksAtTheLastStep() {
    breaks = true;
  }

  @Override
  public Optional<Container> named(String displayName) {
    return container.filter(it -> it.object().displayName().equals(displayName));
  }

  @Override
  public Optional<Container> withId(GpoId id) {
    return container.filter(it -> it.id().equals(id));
  }

  @Override
  public List<Link> links(GpoId id) {
    return List.of();
  }

  @Override
  public boolean make(GpoId id, DirectoryObject object) {
    container = Optional.of(new Container(id, object, object.attributes()));
    return true;
  }

  @Override
  public boolean makeHalf(GpoId id, String half) {
    return true;
  }

  @Override
  public void unmakeHalf(GpoId id, String half) {
    // Nothing was made.
  }

  @Override
  public void unmake(GpoId id) {
    container = Optional.empty();
  }

  @Override
  public void replace(Container before, DirectoryObject after) {
    if (breaks) {
      throw new Problem(Problem.Code.UNAVAILABLE, "The controller does not answer.");
    }
    make(before.id(), after);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public List<String> list(String folder) {
    return files.keySet().stream()
        .filter(it -> it.startsWith(folder + "\\"))
        .map(it -> it.substring(folder.length() + 1).replaceAll("\\\\.*", ""))
        .distinct()
        .toList();
  }

  @Override
  public boolean makeFolder(String path) {
    return false; // A file's path is enough here.
  }

  @Override
  public void removeFolder(String path) {
    // None was made.
  }

  @Override
  public void draft(String draft, byte[] content) {
    files.put(draft, content);
  }

  @Override
  public boolean publish(String draft, String path) {
    if (locked.equals(Optional.of(path))) {
      throw new Problem(Problem.Code.PRECONDITION_FAILED, path + " is open in another program.");
    }
    files.put(path, Objects.requireNonNull(files.remove(draft)));
    return true;
  }

  @Override
  public void remove(String path) {
    files.remove(path);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
