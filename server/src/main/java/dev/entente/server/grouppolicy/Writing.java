package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoFile;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.server.grouppolicy.Controller.Connector;
import dev.entente.server.grouppolicy.Controller.Container;
import dev.entente.server.kernel.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One plan being carried out: files first, then {@code GPT.INI}, then the directory's version. What
 * was done until something failed can be taken back.
 */
final class Writing {

  private final Connector connector;
  private final Planned planned;
  private final Snapshot snapshot;

  private final List<String> drafts = new ArrayList<>();
  private final Map<String, byte[]> published = new LinkedHashMap<>();
  private boolean outcomeUnknown;

  Writing(Connector connector, Planned planned) {
    this.connector = connector;
    this.planned = planned;
    this.snapshot = planned.snapshot();
  }

  void run(Controller controller) {
    snapshot.drafts().forEach(it -> controller.remove(snapshot.path(it)));
    var change = planned.plan().change();
    if (change.isEmpty()) {
      return;
    }
    makeFolders(controller);
    var files = new LinkedHashMap<String, GpoFile>();
    for (var file : change.files()) {
      files.put(draft(controller, file), file);
    }
    files.values().forEach(it -> refuseIfChanged(controller, it.path()));
    files.forEach((draft, file) -> publish(controller, draft, file));
    replace(controller, made(controller), change.after().directory());
  }

  private String draft(Controller controller, GpoFile file) {
    var path = snapshot.path(file.path());
    drafts.add(path + Sysvol.DRAFT);
    return controller.draft(path, file.content());
  }

  private void publish(Controller controller, String draft, GpoFile file) {
    published.put(file.path(), file.content());
    controller.publish(draft, snapshot.path(file.path()));
  }

  private void replace(Controller controller, Container container, DirectoryObject after) {
    try {
      controller.replace(container, after);
    } catch (Problem e) {
      outcomeUnknown = e.code() == Problem.Code.UNAVAILABLE;
      throw e;
    }
  }

  private void makeFolders(Controller controller) {
    if (snapshot.container().isEmpty()) {
      controller.makeFolder(snapshot.folder());
      controller.makeFolder(snapshot.path("Machine"));
    }
    controller.makeFolder(snapshot.path("User"));
  }

  /** Last, so that the directory never has an object without its files. */
  private Container made(Controller controller) {
    if (snapshot.container().isPresent()) {
      return snapshot.container().orElseThrow();
    }
    var fresh = DirectoryObject.fresh(id(), domain().name(), domain().objectName());
    controller.make(id(), fresh);
    return controller
        .withId(id())
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.CONFLICT,
                    "The directory does not show the account the object that it has just made."));
  }

  /** A small gap is left between looking and renaming; the version in the directory closes it. */
  private void refuseIfChanged(Controller controller, String file) {
    var now = controller.read(snapshot.path(file));
    if (!same(now, snapshot.file(file))) {
      throw new Problem(
          Problem.Code.PRECONDITION_FAILED,
          "Somebody else changed %s in the same moment. Plan again.".formatted(file));
    }
  }

  /**
   * Brings back what was there, unless somebody else has written since.
   *
   * @return false when it is not known whether all of it is back
   */
  boolean takeBack() {
    if (outcomeUnknown) {
      return false;
    }
    try (var controller = connector.connect()) {
      published.forEach((file, content) -> takeBack(controller, file, content));
      drafts.forEach(controller::remove);
      if (snapshot.container().isEmpty()) {
        controller.unmake(id());
        if (snapshot.files().isEmpty()) {
          controller.removeFolder(snapshot.folder());
        }
      }
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private void takeBack(Controller controller, String file, byte[] content) {
    var path = snapshot.path(file);
    if (!same(controller.read(path), Optional.of(content))) {
      return;
    }
    var before = snapshot.file(file);
    if (before.isPresent()) {
      controller.publish(controller.draft(path, before.get()), path);
    } else {
      controller.remove(path);
    }
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && Arrays.equals(one.orElseGet(() -> new byte[0]), other.orElseGet(() -> new byte[0]));
  }

  private GpoId id() {
    return snapshot.id();
  }

  private Domain domain() {
    return snapshot.domain();
  }
}
