package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.template.Store;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.kernel.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The central store of a domain, {@code Policies\PolicyDefinitions} on its SYSVOL. What fails while
 * a file is written is told as an {@link IOException}, so that it stands in the report.
 */
final class SysvolStore implements Store {

  private static final String NAME = "PolicyDefinitions";

  private final Controller controller;
  private final String folder;

  private SysvolStore(Controller controller, String folder) {
    this.controller = controller;
    this.folder = folder;
  }

  /**
   * @throws Problem CONFLICT when the domain has none. Making one is not ours: from then on Group
   *     Policy Management shows the templates in it and no longer those of the computer it runs on
   */
  static SysvolStore of(Controller controller, Domain domain) {
    var policies = domain.name() + "\\Policies";
    if (controller.list(policies).stream().noneMatch(NAME::equalsIgnoreCase)) {
      throw new Problem(
          Problem.Code.CONFLICT,
          ("The domain %s has no central store. Copy the folder PolicyDefinitions of a Windows"
                  + " computer to \\\\%s\\SYSVOL\\%s first: with a store that held our templates"
                  + " alone, Group Policy Management would show no others.")
              .formatted(domain.name(), domain.name(), policies));
    }
    return new SysvolStore(controller, policies + "\\" + NAME);
  }

  @Override
  public List<TemplateName> list() {
    var entries = controller.list(folder);
    return Stream.concat(
            entries.stream(),
            entries.stream()
                .filter(it -> template(it + "/x.adml").isPresent())
                .flatMap(
                    it -> controller.list(folder + "\\" + it).stream().map(at -> it + "/" + at)))
        .flatMap(it -> template(it).stream())
        .sorted()
        .toList();
  }

  private static Optional<TemplateName> template(String path) {
    try {
      return Optional.of(TemplateName.parse(path));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] read(TemplateName name) throws IOException {
    return controller
        .read(path(name))
        .orElseThrow(() -> new IOException(name + " is no longer there."));
  }

  @Override
  public Draft write(TemplateName name, byte[] content) throws IOException {
    return told(
        () -> {
          name.language().ifPresent(it -> controller.makeFolder(folder + "\\" + it));
          var draft = Sysvol.draftOf(path(name));
          controller.draft(draft, content);
          return new SysvolDraft(draft, path(name));
        });
  }

  private String path(TemplateName name) {
    return folder + "\\" + name.toString().replace('/', '\\');
  }

  private final class SysvolDraft implements Draft {

    private final String draft;
    private final String path;

    SysvolDraft(String draft, String path) {
      this.draft = draft;
      this.path = path;
    }

    @Override
    public void publish() throws IOException {
      told(
          () -> {
            OpenFiles.await(path, () -> controller.publish(draft, path));
            return path;
          });
    }

    @Override
    public void discard() throws IOException {
      told(
          () -> {
            controller.remove(draft);
            return path;
          });
    }
  }

  private interface Step<T> {
    T take();
  }

  private static <T> T told(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (Problem e) {
      throw new IOException(e.message(), e);
    }
  }
}
