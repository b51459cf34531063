package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.server.directory.ldap.Servers;
import java.util.List;
import java.util.Optional;

/** A controller in the network, by LDAP and SMB. */
final class DomainController implements Controller {

  private final Containers containers;
  private final Sysvol sysvol;

  private DomainController(Containers containers, Sysvol sysvol) {
    this.containers = containers;
    this.sysvol = sysvol;
  }

  static DomainController connect(Servers servers, DomainSettings settings) {
    var containers = Containers.connect(servers, settings.checkedDomain());
    try {
      return new DomainController(
          containers, Sysvol.connect(settings, containers.account(settings.account())));
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  @Override
  public Optional<Container> named(String displayName) {
    return containers.named(displayName);
  }

  @Override
  public Optional<Container> withId(GpoId id) {
    return containers.withId(id);
  }

  @Override
  public List<Link> links(GpoId id) {
    return containers.links(id);
  }

  @Override
  public boolean make(GpoId id, DirectoryObject object) {
    return containers.make(id, object);
  }

  @Override
  public void unmake(GpoId id) {
    containers.unmake(id);
  }

  @Override
  public boolean makeHalf(GpoId id, String half) {
    return containers.makeHalf(id, half);
  }

  @Override
  public void unmakeHalf(GpoId id, String half) {
    containers.unmakeHalf(id, half);
  }

  @Override
  public void replace(Container before, DirectoryObject after) {
    containers.replace(before, after);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return sysvol.read(path);
  }

  @Override
  public List<String> list(String folder) {
    return sysvol.list(folder);
  }

  @Override
  public boolean makeFolder(String path) {
    return sysvol.makeFolder(path);
  }

  @Override
  public void removeFolder(String path) {
    sysvol.removeFolder(path);
  }

  @Override
  public void draft(String draft, byte[] content) {
    sysvol.draft(draft, content);
  }

  @Override
  public boolean publish(String draft, String path) {
    return sysvol.publish(draft, path);
  }

  @Override
  public void remove(String path) {
    sysvol.remove(path);
  }

  @Override
  public void close() {
    sysvol.close();
    containers.close();
  }
}
