package dev.entente.grouppolicy.xml;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of XML in this library. What it refuses it refuses on every JDK in the same words;
 * what the JDK says of XML that is not well-formed is the cause.
 */
public final class SafeXml {

  /** Four times the largest template that Microsoft publishes for Windows and Office. */
  public static final int MAX_BYTES = 16 << 20;

  static final int MAX_ELEMENTS = 500_000;
  static final int MAX_DEPTH = 64;
  static final int MAX_ATTRIBUTES = 64;
  static final int MAX_TEXT = 1 << 16;

  private static final String TOO_MUCH =
      "Nothing that is read here needs that; take the file from its publisher again.";

  private static final String NOT_WELL_FORMED = "The file is not well-formed XML here.";

  private static final String MEND = "Mend it there, or take the file from its publisher again.";

  private final String file;
  private final String source;
  private final Deque<Open> open = new ArrayDeque<>();
  private int elements;
  private int scanned;
  private int counted;
  private int lineStart;
  private int line = 1;

  private SafeXml(String file, String source) {
    this.file = file;
    this.source = source;
  }

  /**
   * The root element of a file.
   *
   * @param file as the caller calls it, for messages
   * @throws InvalidInput if it is not XML, has a DOCTYPE, or is over a limit
   */
  public static XmlElement read(String file, byte[] content) {
    if (content.length > MAX_BYTES) {
      throw new InvalidInput(
          "The file is larger than " + (MAX_BYTES >> 20) + " MB.", new InFile(file), TOO_MUCH);
    }
    return new SafeXml(file, XmlText.decode(file, content)).read();
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
    // JDK 24 and later count every &amp; of the document against 100,000, earlier ones do not.
    // Without a DOCTYPE there is no other entity, and the file's size is the limit.
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    // JDK 17 has none, JDK 25 has 100; the limit is ours.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory;
  }

  private XmlElement read() {
    refuseDoctype();
    try {
      var reader = factory().createXMLStreamReader(new StringReader(source));
      @Nullable XmlElement root = null;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(reader);
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> root = end();
          default -> {
            // Comments and processing instructions say nothing.
          }
        }
      }
      return Objects.requireNonNull(root);
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    } catch (MissingResourceException e) {
      // The JDK lacks the words for some of its own errors.
      throw because(
          e, new InvalidInput("The file is not well-formed XML.", new InFile(file), MEND));
    }
  }

  /** Before the JDK sees it, so that it is refused alike however wrong it is. */
  private void refuseDoctype() {
    var first = nextOpening();
    if (first >= 0 && source.startsWith("<!", first)) {
      throw new InvalidInput(
          "The file has a DOCTYPE.", placeOf(first), "Remove it; entities are never read.");
    }
    scanned = 0;
  }

  private void start(XMLStreamReader reader) {
    var place = nextStartTag();
    if (++elements > MAX_ELEMENTS) {
      throw tooMuch("more than " + MAX_ELEMENTS + " elements", place);
    }
    if (open.size() == MAX_DEPTH) {
      throw tooMuch("elements more than " + MAX_DEPTH + " deep", place);
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      var value = reader.getAttributeValue(i);
      if (value.length() > MAX_TEXT) {
        throw tooMuch("an attribute of more than " + MAX_TEXT + " characters", place);
      }
      var namespace = reader.getAttributeNamespace(i);
      if (namespace == null || namespace.isEmpty()) {
        attributes.put(reader.getAttributeLocalName(i), value);
      }
    }
    var namespace = reader.getNamespaceURI();
    open.push(
        new Open(
            namespace == null ? "" : namespace,
            reader.getLocalName(),
            Collections.unmodifiableMap(attributes),
            place));
  }

  private void text(String characters) {
    var element = open.peek();
    if (element == null) {
      return;
    }
    if (element.text.length() + characters.length() > MAX_TEXT) {
      throw tooMuch("a text of more than " + MAX_TEXT + " characters", element.place);
    }
    element.text.append(characters);
  }

  private XmlElement end() {
    var element = open.pop().close();
    var parent = open.peek();
    if (parent != null) {
      parent.children.add(element);
    }
    return element;
  }

  private InvalidInput tooMuch(String what, Place place) {
    return new InvalidInput("The file has " + what + ".", place, TOO_MUCH);
  }

  private InvalidInput notWellFormed(XMLStreamException e) {
    var message = String.valueOf(e.getMessage());
    var place =
        new AtLine(
            file,
            Math.max(1, e.getLocation().getLineNumber()),
            Math.max(1, e.getLocation().getColumnNumber()));
    if (message.contains("elementAttributeLimit") || message.contains("JAXP00010002")) {
      return tooMuch("an element with more than " + MAX_ATTRIBUTES + " attributes", place);
    }
    return because(e, new InvalidInput(NOT_WELL_FORMED, place, MEND));
  }

  private static InvalidInput because(Exception cause, InvalidInput refused) {
    refused.initCause(cause);
    return refused;
  }

  /**
   * Where the next start tag begins. A stream reader knows only where a tag ends, and the JDK's
   * loses count in long documents, so the start is looked for here: the first bracket that opens
   * neither an end tag nor a comment, CDATA section or instruction.
   */
  private AtLine nextStartTag() {
    var tag = nextOpening();
    if (tag < 0) {
      throw new IllegalStateException("No start tag is left in " + file);
    }
    return placeOf(tag);
  }

  private int nextOpening() {
    while (true) {
      var bracket = source.indexOf('<', scanned);
      if (bracket < 0) {
        return bracket;
      }
      if (source.startsWith("<!--", bracket)) {
        scanned = after("-->", bracket + 4);
      } else if (source.startsWith("<![CDATA[", bracket)) {
        scanned = after("]]>", bracket + 9);
      } else if (source.startsWith("<?", bracket)) {
        scanned = after("?>", bracket + 2);
      } else if (source.startsWith("</", bracket)) {
        scanned = bracket + 2;
      } else {
        scanned = bracket + 1;
        return bracket;
      }
    }
  }

  private int after(String end, int from) {
    var found = source.indexOf(end, from);
    return found < 0 ? source.length() : found + end.length();
  }

  /** Asked for growing offsets, so that lines are counted once. */
  private AtLine placeOf(int offset) {
    for (; counted < offset; counted++) {
      if (source.charAt(counted) == '\n') {
        lineStart = counted + 1;
        line++;
      }
    }
    return new AtLine(file, line, offset - lineStart + 1);
  }

  private static final class Open {
    private final String namespace;
    private final String name;
    private final Map<String, String> attributes;
    private final AtLine place;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Open(String namespace, String name, Map<String, String> attributes, AtLine place) {
      this.namespace = namespace;
      this.name = name;
      this.attributes = attributes;
      this.place = place;
    }

    XmlElement close() {
      return new XmlElement(
          namespace, name, attributes, List.copyOf(children), text.toString(), place);
    }
  }
}
