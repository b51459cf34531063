package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoFile;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.server.grouppolicy.Controller.Connector;
import dev.entente.server.grouppolicy.Controller.Container;
import dev.entente.server.kernel.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One plan being carried out: files first, then {@code GPT.INI}, then the directory's version. What
 * was done until something failed can be taken back.
 */
final class Writing {

  private final Connector connector;
  private final Planned planned;
  private final Snapshot snapshot;

  /** What takes back the steps that were taken, the last one first. */
  private final Deque<Consumer<Controller>> back = new ArrayDeque<>();

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
      files.put(draft(controller, snapshot.path(file.path()), file.content()), file);
    }
    files.forEach((draft, file) -> publish(controller, draft, file));
    replace(controller, made(controller), change.after().directory());
  }

  private String draft(Controller controller, String path, byte[] content) {
    var draft = Sysvol.draftOf(path);
    back.push(it -> it.remove(draft));
    controller.draft(draft, content);
    return draft;
  }

  private void publish(Controller controller, String draft, GpoFile file) {
    var path = snapshot.path(file.path());
    OpenFiles.await(
        path,
        () -> {
          refuseIfChanged(controller, file.path());
          back.push(it -> takeBack(it, file.path(), file.content()));
          var isPublished = controller.publish(draft, path);
          if (!isPublished) {
            back.pop();
          }
          return isPublished;
        });
  }

  private void replace(Controller controller, Container container, DirectoryObject after) {
    answered(
        () -> {
          controller.replace(container, after);
          return true;
        });
  }

  private void makeFolders(Controller controller) {
    if (snapshot.container().isEmpty()) {
      makeFolder(controller, snapshot.folder());
      makeFolder(controller, snapshot.path("Machine"));
    }
    makeFolder(controller, snapshot.path("User"));
  }

  private void makeFolder(Controller controller, String path) {
    make(() -> controller.makeFolder(path), it -> it.removeFolder(path));
  }

  /** Last, so that the directory never has an object without its files. */
  private Container made(Controller controller) {
    if (snapshot.container().isEmpty()) {
      var fresh = DirectoryObject.fresh(id(), domain().name(), domain().objectName());
      make(() -> controller.make(id(), fresh), it -> it.unmake(id()));
    }
    if (snapshot.container().isEmpty() || planned.cutOff().isPresent()) {
      for (var half : List.of("User", "Machine")) {
        make(() -> controller.makeHalf(id(), half), it -> it.unmakeHalf(id(), half));
      }
    }
    return snapshot
        .container()
        .or(() -> controller.withId(id()))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.CONFLICT,
                    "The directory does not show the account the object that it has just made."));
  }

  /** Only what was not there before is taken back. */
  private void make(Supplier<Boolean> making, Consumer<Controller> unmaking) {
    if (answered(making)) {
      back.push(unmaking);
    }
  }

  /** Of a step without an answer nobody knows whether it is done. */
  private <T> T answered(Supplier<T> step) {
    try {
      return step.get();
    } catch (Problem e) {
      outcomeUnknown = e.code() == Problem.Code.UNAVAILABLE;
      throw e;
    }
  }

  /**
   * Before each try to rename. Whoever saves the file between this look and the renaming right
   * after it is written over: SMB knows no renaming on a condition, and with the file put aside for
   * a better look, computers would find no policy, and after a kill nobody would.
   */
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
      List.copyOf(back).forEach(it -> it.accept(controller));
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private void takeBack(Controller controller, String file, byte[] content) {
    var path = snapshot.path(file);
    if (!isStill(controller, path, content)) {
      return;
    }
    var before = snapshot.file(file);
    if (before.isEmpty()) {
      controller.remove(path);
      return;
    }
    var draft = draft(controller, path, before.get());
    OpenFiles.await(
        path, () -> !isStill(controller, path, content) || controller.publish(draft, path));
    controller.remove(draft); // It is there yet where somebody wrote during the wait.
  }

  private static boolean isStill(Controller controller, String path, byte[] content) {
    return same(controller.read(path), Optional.of(content));
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
