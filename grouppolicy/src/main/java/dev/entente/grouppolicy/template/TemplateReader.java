package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.xml.SafeXml;
import dev.entente.grouppolicy.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads one ADMX or ADML file; what it refers to elsewhere is {@link Templates}' to find. */
public final class TemplateReader {

  /**
   * The policy editor takes all three: the one it writes, the one of the published schema, and none
   * (policyDefinitions Element, Windows Server 2008 documentation).
   */
  private static final Set<String> NAMESPACES =
      Set.of(
          "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions",
          "http://www.microsoft.com/GroupPolicy/PolicyDefinitions",
          "");

  private TemplateReader() {}

  /** Reads a template without its texts. */
  public static Reading<Admx> admx(String file, byte[] content) {
    return read(
        file,
        content,
        "policyDefinitions",
        Schema.ADMX,
        (root, checked) -> AdmxReader.read(file, root, checked));
  }

  /**
   * Reads the texts of a template.
   *
   * @param file with its folder
   * @param language the name of that folder
   */
  public static Reading<Adml> adml(String file, String language, byte[] content) {
    return read(
        file,
        content,
        "policyDefinitionResources",
        Schema.ADML,
        (root, checked) -> Optional.of(AdmlReader.read(file, language, root, checked)));
  }

  private static <T> Reading<T> read(
      String file,
      byte[] content,
      String rootName,
      Schema.Type type,
      BiFunction<XmlElement, Checked, Optional<T>> reader) {
    var findings = new Findings();
    try {
      var root = SafeXml.read(file, content);
      if (!root.name().equals(rootName) || !NAMESPACES.contains(root.namespace())) {
        findings.error(
            root.place(),
            "The file begins with <"
                + Schema.shortened(root.name())
                + ">"
                + (root.name().equals(rootName) ? " of another namespace." : "."),
            "A file of this kind begins with <" + rootName + ">; take another file.");
        return new Reading<>(Optional.empty(), findings.all());
      }
      if (root.namespace().isEmpty()) {
        findings.warning(
            root.place(),
            "<" + rootName + "> has no namespace.",
            "Add xmlns=\"http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions\".");
      }
      var checked = new Checked(Schema.check(root, type, findings), findings);
      return new Reading<>(reader.apply(root, checked), findings.all());
    } catch (InvalidInput refused) {
      findings.error(refused);
      return new Reading<>(Optional.empty(), findings.all());
    }
  }

  /** What the schema said of a file, and where to say more. */
  record Checked(Set<XmlElement> unreadable, Findings findings) {

    boolean readable(XmlElement element) {
      return !unreadable.contains(element);
    }
  }
}
