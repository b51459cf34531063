package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An XML file in the making, UTF-8. Names and prefixes are written as they are given. Texts come
 * out as they went in, which takes references for what a reader would turn into a blank or a line
 * end (XML 1.0 §2.11, §3.3.3); the JDK's own writer leaves those out.
 */
final class XmlOut {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  XmlOut declaration() {
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    return this;
  }

  /** An element with attributes, name before value. */
  XmlOut open(String name, String... attributes) {
    endTag();
    out.append('<').append(name);
    attributes(attributes);
    open.push(name);
    inTag = true;
    return this;
  }

  /** One more attribute of the element that has just been opened. */
  XmlOut attribute(String name, String value) {
    attributes(name, value);
    return this;
  }

  XmlOut close() {
    endTag();
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  XmlOut empty(String name, String... attributes) {
    endTag();
    out.append('<').append(name);
    attributes(attributes);
    out.append("/>");
    return this;
  }

  /** An element with a text as it is written where it may hold anything. */
  XmlOut cdata(String name, String value) {
    open(name).endTag();
    // What would end the section goes into two of them, and no section can hold a reference.
    var split =
        checked(name, value).replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[");
    out.append("<![CDATA[").append(split).append("]]>");
    return close();
  }

  XmlOut text(String value) {
    endTag();
    out.append(escaped(value));
    return this;
  }

  /** A line end and so many spaces. */
  XmlOut line(int indent) {
    endTag();
    out.append('\n').append(" ".repeat(indent));
    return this;
  }

  byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * XML 1.0 §2.2 has no way to write the others.
   *
   * @param what the name to call the text by when it is refused
   */
  static String checked(String what, String value) {
    value
        .codePoints()
        .filter(it -> (it < ' ' && it != '\t' && it != '\n' && it != '\r') || isNoCharacter(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw new InvalidInput(
                  "XML has no room for the character U+%04X.".formatted(it),
                  new InFile(what),
                  "Take the character out.");
            });
    return value;
  }

  private static boolean isNoCharacter(int codePoint) {
    return (codePoint >= 0xD800 && codePoint <= 0xDFFF)
        || codePoint == 0xFFFE
        || codePoint == 0xFFFF;
  }

  private void endTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private void attributes(String... attributes) {
    for (var i = 0; i < attributes.length; i += 2) {
      var value =
          escaped(attributes[i + 1])
              .replace("\"", "&quot;")
              .replace("\t", "&#9;")
              .replace("\n", "&#10;");
      out.append(' ').append(attributes[i]).append("=\"").append(value).append('"');
    }
  }

  private static String escaped(String value) {
    return checked("text", value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }
}
