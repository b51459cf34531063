package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.GpoFile;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.grouppolicy.gpo.GptIni;
import dev.entente.grouppolicy.gpo.GroupPolicyObject;
import dev.entente.grouppolicy.gpo.PolicyComments;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.server.grouppolicy.Controller.Container;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A Group Policy object as it was read.
 *
 * @param container empty when the directory has no such object
 * @param files by their path in the object's folder; those that are there
 * @param drafts what an interrupted change left in the folder
 */
record Snapshot(
    Domain domain,
    GpoId id,
    Optional<Container> container,
    Map<String, byte[]> files,
    List<String> drafts,
    List<Link> links) {

  private static final List<String> FILES = List.of(GpoFile.GPT_INI, GpoFile.REGISTRY_POLICY);

  Snapshot {
    files = Map.copyOf(files);
    drafts = List.copyOf(drafts);
    links = List.copyOf(links);
  }

  static Snapshot read(Controller controller, Domain domain) {
    var container = controller.named(domain.objectName());
    var id = container.map(Container::id).orElseGet(() -> idOfNew(domain));
    container.ifPresent(it -> refuseElsewhere(it, folder(domain, id)));
    if (container.isEmpty()) {
      controller.withId(id).ifPresent(it -> refuseRenamed(it, domain));
    }
    var files = new TreeMap<String, byte[]>();
    for (var path : FILES) {
      controller
          .read(folder(domain, id) + "\\" + path)
          .ifPresent(content -> files.put(path, content));
    }
    if (container.isPresent() && !files.containsKey(GpoFile.GPT_INI)) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The object “%s” (%s) has no GPT.INI on SYSVOL. Restore its folder %s, or delete the object."
              .formatted(domain.objectName(), id, folder(domain, id)));
    }
    return new Snapshot(
        domain,
        id,
        container,
        files,
        drafts(controller, folder(domain, id)),
        container.isPresent() ? controller.links(id) : List.of());
  }

  /** The same one whenever it is asked for, so that making an object can be taken up again. */
  private static GpoId idOfNew(Domain domain) {
    var name = domain.name().toLowerCase(Locale.ROOT) + "\n" + domain.objectName();
    return new GpoId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Nothing is written where the directory's word alone leads. */
  private static void refuseElsewhere(Container container, String folder) {
    var path = container.object().fileSysPath();
    if (!path.toLowerCase(Locale.ROOT).endsWith(("\\sysvol\\" + folder).toLowerCase(Locale.ROOT))) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The files of the object “%s” are said to be in %s and not in the share's %s."
              .formatted(container.object().displayName(), path, folder));
    }
  }

  private static void refuseRenamed(Container container, Domain domain) {
    throw new Problem(
        Problem.Code.CONFLICT,
        "The object that was made as “%s” is called “%s” now. Name it so in groupPolicy.objectName."
            .formatted(domain.objectName(), container.object().displayName()),
        "groupPolicy.objectName");
  }

  private static List<String> drafts(Controller controller, String folder) {
    var drafts = new ArrayList<String>();
    for (var below : List.of("", "User\\")) {
      controller.list(folder + "\\" + below).stream()
          .filter(it -> it.endsWith(Sysvol.DRAFT))
          .forEach(it -> drafts.add(below + it));
    }
    return drafts;
  }

  private static String folder(Domain domain, GpoId id) {
    return "%s\\Policies\\%s".formatted(domain.name(), id);
  }

  String folder() {
    return folder(domain, id);
  }

  /** The path on the share of a file of the object. */
  String path(String file) {
    return folder() + "\\" + file;
  }

  Optional<byte[]> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private DirectoryObject directory() {
    return container
        .map(Container::object)
        .orElseGet(() -> DirectoryObject.fresh(id, domain.name(), domain.objectName()));
  }

  GptIni gptIni() {
    return file(GpoFile.GPT_INI)
        .map(it -> GptIni.read(GpoFile.GPT_INI, it))
        .orElseGet(() -> GptIni.of(GpoVersion.NONE));
  }

  /** The users' halves, since the computers' are not ours to bring together. */
  boolean versionsDiffer() {
    return directory().version().user() != gptIni().version().user();
  }

  GroupPolicyObject object() {
    return new GroupPolicyObject(
        id,
        directory(),
        gptIni(),
        file(GpoFile.REGISTRY_POLICY)
            .map(it -> RegistryPolicy.read(GpoFile.REGISTRY_POLICY, it))
            .orElse(RegistryPolicy.EMPTY),
        // Nothing here changes comments, so their file is neither read nor written.
        PolicyComments.NONE);
  }

  /** The entries about our policy, as a file of their own. */
  static RegistryPolicy ours(RegistryPolicy policy) {
    return new RegistryPolicy(
        policy.entries().stream()
            .filter(
                it ->
                    it.isAbout(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE))
            .toList());
  }

  /** SHA-256 over all of it but the links, which no change depends on, and the context. */
  String digest(String context) {
    var parts = new ArrayList<byte[]>();
    for (var text : List.of(context, domain.toString(), container.toString(), drafts.toString())) {
      parts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    new TreeMap<>(files)
        .forEach(
            (path, content) -> {
              parts.add(path.getBytes(StandardCharsets.UTF_8));
              parts.add(content);
            });
    return sha256(parts);
  }

  /** Of parts that cannot run into each other. */
  static String sha256(List<byte[]> parts) {
    var digest = Sha256.begin();
    for (var part : parts) {
      digest.update("%d:".formatted(part.length).getBytes(StandardCharsets.UTF_8));
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
