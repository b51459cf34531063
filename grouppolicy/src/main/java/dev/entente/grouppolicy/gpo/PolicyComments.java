package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.xml.SafeXml;
import dev.entente.grouppolicy.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code comment.cmtx}, the comments of a side's administrative templates ([MS-GPREG] §3.1.5.6,
 * §7.4). A text in another language's {@code comment.cmtl} stays the reference that it is.
 */
public record PolicyComments(List<PolicyComment> comments) {

  /** No comments. */
  public static final PolicyComments NONE = new PolicyComments(List.of());

  private static final String NAMESPACE = "http://www.microsoft.com/GroupPolicy/CommentDefinitions";

  /** Gives each text a string of its own. */
  public PolicyComments {
    var strings = new HashMap<String, String>();
    comments.stream()
        .filter(it -> !it.hasString())
        .forEach(it -> strings.put(it.text(), it.text()));
    comments = comments.stream().map(it -> withOwnString(it, strings)).toList();
  }

  private static PolicyComment withOwnString(PolicyComment comment, Map<String, String> strings) {
    var own = comment;
    for (var i = 2;
        !own.text().equals(strings.computeIfAbsent(own.reference(), none -> comment.text()));
        i++) {
      own = comment.numbered(i);
    }
    return own;
  }

  /**
   * Reads a file.
   *
   * @param file the name to call it by when it is refused
   */
  public static PolicyComments read(String file, byte[] bytes) {
    var root = SafeXml.read(file, bytes);
    if (!root.name().equals("policyComments")) {
      throw new InvalidInput(
          "this is no file of comments: it has no policyComments.",
          root.place(),
          "Take User\\comment.cmtx from the folder of the Group Policy object.");
    }
    var namespaces = texts(root, "policyNamespaces", "using", "prefix", "namespace");
    var strings = new HashMap<String, String>();
    root.child("resources")
        .flatMap(it -> it.child("stringTable"))
        .map(it -> it.children("string"))
        .orElse(List.of())
        .forEach(it -> strings.put(PolicyComment.reference(required(it, "id")), it.text()));
    return new PolicyComments(
        root
            .child("comments")
            .flatMap(it -> it.child("admTemplate"))
            .map(it -> it.children("comment"))
            .orElse(List.of())
            .stream()
            .map(it -> comment(it, namespaces, strings))
            .toList());
  }

  /** These with a comment in the place of the one about the same policy, or last. */
  public PolicyComments with(PolicyComment comment) {
    var kept = new ArrayList<>(comments);
    kept.replaceAll(it -> it.isAbout(comment) ? comment : it);
    if (comments.stream().noneMatch(comment::isAbout)) {
      kept.add(comment);
    }
    return new PolicyComments(kept);
  }

  /** The file in the shape that [MS-GPREG] §3.1.5.7 shows. */
  public byte[] toBytes() {
    var prefixes = new ArrayList<String>();
    comments.stream().map(PolicyComment::namespace).distinct().forEach(prefixes::add);
    var xml = new XmlOut().declaration().line(0);
    xml.open(
        "policyComments",
        "xmlns:xsd",
        "http://www.w3.org/2001/XMLSchema",
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "revision",
        "1.0",
        "schemaVersion",
        "1.0",
        "xmlns",
        NAMESPACE);
    xml.line(2).open("policyNamespaces");
    for (var i = 0; i < prefixes.size(); i++) {
      xml.line(4).empty("using", "prefix", "ns" + i, "namespace", prefixes.get(i));
    }
    xml.line(2).close().line(2).open("comments").line(4).open("admTemplate");
    for (var comment : comments) {
      xml.line(6)
          .empty(
              "comment",
              "policyRef",
              "ns" + prefixes.indexOf(comment.namespace()) + ":" + comment.policy(),
              "commentText",
              comment.reference());
    }
    xml.line(4).close().line(2).close();
    xml.line(2).open("resources", "minRequiredRevision", "1.0").line(4).open("stringTable");
    var strings = new LinkedHashMap<String, String>();
    comments.stream()
        .filter(PolicyComment::hasString)
        .forEach(it -> strings.put(it.stringId(), it.text()));
    strings.forEach((id, text) -> xml.line(6).open("string", "id", id).text(text).close());
    return xml.line(4).close().line(2).close().line(0).close().toBytes();
  }

  private static PolicyComment comment(
      XmlElement element, Map<String, String> namespaces, Map<String, String> strings) {
    var reference = required(element, "policyRef");
    var colon = reference.indexOf(':');
    var namespace = namespaces.get(reference.substring(0, Math.max(0, colon)));
    if (namespace == null) {
      throw new InvalidInput(
          "the comment is about “" + reference + "”, whose prefix no using declares.",
          element.place(),
          "Add the using, or take the comment out.");
    }
    var text = required(element, "commentText");
    return new PolicyComment(
        namespace, reference.substring(colon + 1), strings.getOrDefault(text, text), text);
  }

  private static Map<String, String> texts(
      XmlElement root, String list, String each, String key, String value) {
    var texts = new HashMap<String, String>();
    root.child(list)
        .map(it -> it.children(each))
        .orElse(List.of())
        .forEach(it -> texts.put(required(it, key), required(it, value)));
    return texts;
  }

  private static String required(XmlElement element, String attribute) {
    return element
        .attribute(attribute)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "the " + element.name() + " has no " + attribute + ".",
                    element.place(),
                    "Add it, or take the element out."));
  }
}
