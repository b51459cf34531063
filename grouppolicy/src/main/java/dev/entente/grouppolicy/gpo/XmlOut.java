package dev.entente.grouppolicy.gpo;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML file in the making, UTF-8. Names and prefixes are written as they are given. */
final class XmlOut {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  XmlOut() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  XmlOut declaration() {
    return write(() -> writer.writeStartDocument("utf-8", "1.0"));
  }

  /** An element with attributes, name before value. */
  XmlOut open(String name, String... attributes) {
    return write(
        () -> {
          writer.writeStartElement(name);
          attributes(attributes);
        });
  }

  /** One more attribute of the element that has just been opened. */
  XmlOut attribute(String name, String value) {
    return write(() -> attributes(name, value));
  }

  XmlOut close() {
    return write(writer::writeEndElement);
  }

  XmlOut empty(String name, String... attributes) {
    return write(
        () -> {
          writer.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  /** An element with a text as it is written where it may hold anything. */
  XmlOut cdata(String name, String value) {
    return open(name).write(() -> writer.writeCData(split(value))).close();
  }

  XmlOut text(String value) {
    return write(() -> writer.writeCharacters(checked(value)));
  }

  /** A line end and so many spaces. */
  XmlOut line(int indent) {
    return write(() -> writer.writeCharacters("\n" + " ".repeat(indent)));
  }

  byte[] toBytes() {
    write(writer::writeEndDocument);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What would end the section goes into two of them. */
  private static String split(String value) {
    return checked(value).replace("]]>", "]]]]><![CDATA[>");
  }

  /** XML 1.0 §2.2 has no way to write the others. */
  static String checked(String value) {
    value
        .codePoints()
        .filter(it -> (it < ' ' && it != '\t' && it != '\n') || isNoCharacter(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw new IllegalArgumentException(
                  "XML has no room for the character U+%04X".formatted(it));
            });
    return value;
  }

  private static boolean isNoCharacter(int codePoint) {
    return (codePoint >= 0xD800 && codePoint <= 0xDFFF)
        || codePoint == 0xFFFE
        || codePoint == 0xFFFF;
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (var i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], checked(attributes[i + 1]));
    }
  }

  private XmlOut write(Step step) {
    try {
      step.write();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    void write() throws XMLStreamException;
  }
}
