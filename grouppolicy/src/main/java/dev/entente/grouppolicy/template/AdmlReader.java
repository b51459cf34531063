package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place;
import dev.entente.grouppolicy.template.TemplateReader.Checked;
import dev.entente.grouppolicy.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns elements into texts and presentations. */
final class AdmlReader {

  private AdmlReader() {}

  static Adml read(String file, String language, XmlElement root, Checked checked) {
    Map<String, String> strings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, Presentation> presentations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    var resources = root.child("resources");
    for (var string : all(resources, "stringTable", "string", checked)) {
      var id = string.attributes().getOrDefault("id", "");
      if (strings.putIfAbsent(id, string.text()) != null) {
        twice(checked, string.place(), "string", id);
      }
    }
    for (var presentation : all(resources, "presentationTable", "presentation", checked)) {
      var id = presentation.attributes().getOrDefault("id", "");
      var read = new Presentation(id, controls(presentation), presentation.place());
      if (presentations.putIfAbsent(id, read) != null) {
        twice(checked, presentation.place(), "presentation", id);
      }
    }
    return new Adml(
        file,
        language,
        root.attribute("revision").flatMap(Revision::parse).orElse(Revision.NONE),
        root.child("displayName").map(XmlElement::text).orElse(""),
        root.child("description").map(XmlElement::text).orElse(""),
        strings,
        presentations,
        root.place());
  }

  private static List<XmlElement> all(
      Optional<XmlElement> resources, String table, String item, Checked checked) {
    return resources
        .flatMap(within -> within.child(table))
        .map(within -> within.children(item).stream().filter(checked::readable).toList())
        .orElse(List.of());
  }

  private static void twice(Checked checked, Place place, String kind, String id) {
    checked
        .findings()
        .warning(
            place,
            "There is more than one " + kind + " “" + Schema.shortened(id) + "”.",
            "Only the first counts; remove the others or give them names of their own.");
  }

  private static List<Control> controls(XmlElement presentation) {
    var controls = new ArrayList<Control>();
    for (var child : presentation.children()) {
      controls.add(control(child));
    }
    return controls;
  }

  private static Control control(XmlElement from) {
    var refId = from.attribute("refId");
    var place = from.place();
    return switch (from.name()) {
      case "text" -> new Control.Label(from.text(), place);
      // §7.2: what is left out is 1, with arrows, by ones.
      case "decimalTextBox" ->
          new Control.DecimalTextBox(
              refId,
              from.text(),
              from.attribute("defaultValue").map(SimpleType::unsignedInt).orElse(1L),
              from.attribute("spin").map(SimpleType::bool).orElse(true),
              from.attribute("spinStep").map(SimpleType::unsignedInt).orElse(1L),
              place);
      case "longDecimalTextBox" ->
          new Control.LongDecimalTextBox(
              refId,
              from.text(),
              from.attribute("defaultValue").map(SimpleType::unsignedLong).orElse(1L),
              from.attribute("spin").map(SimpleType::bool).orElse(true),
              from.attribute("spinStep").map(SimpleType::unsignedLong).orElse(1L),
              place);
      case "textBox" ->
          new Control.TextBox(
              refId, label(from), from.child("defaultValue").map(XmlElement::text), place);
      case "multiTextBox" ->
          new Control.MultiTextBox(
              refId,
              from.text(),
              from.attribute("showAsDialog").map(SimpleType::bool).orElse(false),
              from.attribute("defaultHeight").map(SimpleType::unsignedInt).orElse(3L),
              place);
      case "checkBox" ->
          new Control.CheckBox(
              refId,
              from.text(),
              from.attribute("defaultChecked").map(SimpleType::bool).orElse(false),
              place);
      case "comboBox" ->
          new Control.ComboBox(
              refId,
              label(from),
              from.child("default").map(XmlElement::text),
              from.children("suggestion").stream().map(XmlElement::text).toList(),
              from.attribute("noSort").map(SimpleType::bool).orElse(false),
              place);
      case "dropdownList" ->
          new Control.DropdownList(
              refId,
              from.text(),
              from.attribute("noSort").map(SimpleType::bool).orElse(false),
              from.attribute("defaultItem").map(SimpleType::unsignedInt),
              place);
      case "listBox" -> new Control.ListBox(refId, from.text(), place);
      default -> throw new IllegalStateException("The schema let <" + from.name() + "> pass");
    };
  }

  private static String label(XmlElement from) {
    return from.child("label").map(XmlElement::text).orElse("");
  }
}
