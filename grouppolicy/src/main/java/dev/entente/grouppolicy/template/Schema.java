package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ADMX schema ([MS-GPREG] §7.1 to §7.3), as far as one element decides it. {@code longDecimal}
 * and {@code multiText} came with Windows 7 and are in every later edition.
 */
final class Schema {

  private static final int ANY = Integer.MAX_VALUE;

  // §7.2 Value, ValueItem, ValueList
  private static final Type VALUE =
      choice("Value", 1, 1)
          .child("delete", type("Value"))
          .child("decimal", type("Value").required("value", SimpleType.UNSIGNED_INT))
          .child("longDecimal", type("Value").required("value", SimpleType.UNSIGNED_LONG))
          .child("string", text("Value", 255));
  private static final Type VALUE_LIST =
      type("ValueList")
          .optional("defaultKey", SimpleType.REGISTRY_KEY)
          .child(
              "item",
              1,
              ANY,
              type("ValueItem")
                  .optional("key", SimpleType.REGISTRY_KEY)
                  .required("valueName", SimpleType.REGISTRY_VALUE_NAME)
                  .child("value", 1, 1, VALUE));

  // §7.2 PolicyElements
  private static final Type BOOLEAN_ELEMENT =
      element("BooleanElement")
          .child("trueValue", 0, 1, VALUE)
          .child("falseValue", 0, 1, VALUE)
          .child("trueList", 0, 1, VALUE_LIST)
          .child("falseList", 0, 1, VALUE_LIST);
  private static final Type DECIMAL_ELEMENT = number("DecimalElement", SimpleType.UNSIGNED_INT);
  private static final Type LONG_DECIMAL_ELEMENT =
      number("LongDecimalElement", SimpleType.UNSIGNED_LONG);
  private static final Type TEXT_ELEMENT =
      element("TextElement")
          .optional("required", SimpleType.BOOLEAN)
          .optional("maxLength", SimpleType.UNSIGNED_INT)
          .optional("expandable", SimpleType.BOOLEAN)
          .optional("soft", SimpleType.BOOLEAN);
  private static final Type MULTI_TEXT_ELEMENT =
      element("multiTextElement")
          .optional("required", SimpleType.BOOLEAN)
          .optional("maxLength", SimpleType.UNSIGNED_INT)
          .optional("maxStrings", SimpleType.UNSIGNED_INT)
          .optional("soft", SimpleType.BOOLEAN);
  private static final Type ENUMERATION_ELEMENT =
      element("EnumerationElement")
          .optional("required", SimpleType.BOOLEAN)
          .child(
              "item",
              0,
              ANY,
              type("EnumerationElement")
                  .required("displayName", SimpleType.STRING_REFERENCE)
                  .child("value", 1, 1, VALUE)
                  .child("valueList", 0, 1, VALUE_LIST));
  private static final Type LIST_ELEMENT =
      type("ListElement")
          .required("id", SimpleType.STRING)
          .optional("clientExtension", SimpleType.GUID)
          .optional("key", SimpleType.REGISTRY_KEY)
          .optional("valuePrefix", SimpleType.STRING)
          .optional("additive", SimpleType.BOOLEAN)
          .optional("expandable", SimpleType.BOOLEAN)
          .optional("explicitValue", SimpleType.BOOLEAN);
  private static final Type POLICY_ELEMENTS =
      choice("PolicyElements", 1, ANY)
          .child("boolean", BOOLEAN_ELEMENT)
          .child("decimal", DECIMAL_ELEMENT)
          .child("longDecimal", LONG_DECIMAL_ELEMENT)
          .child("text", TEXT_ELEMENT)
          .child("multiText", MULTI_TEXT_ELEMENT)
          .child("enum", ENUMERATION_ELEMENT)
          .child("list", LIST_ELEMENT);

  // §7.1 Annotation; §7.2 BaseDescriptiveGroup
  private static final Type ANNOTATION = new Type("Annotation").anything();
  private static final Type REFERENCE =
      type("CategoryReference").required("ref", SimpleType.ITEM_REFERENCE);

  // §7.2 SupportedOn types
  private static final Type MINOR_VERSION = version("SupportedMinorVersion");
  private static final Type MAJOR_VERSION =
      version("SupportedMajorVersion").child("minorVersion", 0, ANY, MINOR_VERSION);
  private static final Type PRODUCTS =
      type("SupportedProducts")
          .child(
              "product",
              1,
              ANY,
              named("SupportedProduct").child("majorVersion", 0, ANY, MAJOR_VERSION));
  private static final Type CONDITION =
      choice("SupportedAndCondition, SupportedOrCondition", 1, ANY)
          .child(
              "range",
              type("SupportedOnRange")
                  .required("ref", SimpleType.ITEM_REFERENCE)
                  .optional("minVersionIndex", SimpleType.UNSIGNED_INT)
                  .optional("maxVersionIndex", SimpleType.UNSIGNED_INT))
          .child(
              "reference", type("SupportedOnReference").required("ref", SimpleType.ITEM_REFERENCE));
  private static final Type DEFINITIONS =
      type("SupportedOnDefinitions")
          .child(
              "definition",
              1,
              ANY,
              choice("SupportedOnDefinition", 0, 1)
                  .required("name", SimpleType.ITEM_NAME)
                  .required("displayName", SimpleType.STRING_REFERENCE)
                  .child("or", CONDITION)
                  .child("and", CONDITION));

  // §7.2 PolicyDefinition
  private static final Type POLICY =
      descriptive("PolicyDefinition")
          .required("class", SimpleType.POLICY_CLASS)
          .optional("presentation", SimpleType.PRESENTATION_REFERENCE)
          .required("key", SimpleType.REGISTRY_KEY)
          .optional("valueName", SimpleType.REGISTRY_VALUE_NAME)
          .wanted(
              "supportedOn",
              type("SupportedOnReference").required("ref", SimpleType.ITEM_REFERENCE))
          .child("enabledValue", 0, 1, VALUE)
          .child("disabledValue", 0, 1, VALUE)
          .child("enabledList", 0, 1, VALUE_LIST)
          .child("disabledList", 0, 1, VALUE_LIST)
          .child("elements", 0, 1, POLICY_ELEMENTS);

  // §7.3 PolicyDefinitions
  private static final Type NAMESPACE =
      type("PolicyNamespaceAssociation")
          .required("prefix", SimpleType.ITEM_NAME)
          .required("namespace", SimpleType.STRING);

  static final Type ADMX =
      type("PolicyDefinitions")
          .required("revision", SimpleType.VERSION)
          .required("schemaVersion", SimpleType.VERSION)
          .child(
              "policyNamespaces",
              1,
              1,
              type("PolicyNamespaces")
                  .child("target", 1, 1, NAMESPACE)
                  .child("using", 0, ANY, NAMESPACE))
          .child(
              "supersededAdm",
              0,
              ANY,
              type("FileReference").required("fileName", SimpleType.STRING))
          .child("annotation", 0, ANY, ANNOTATION)
          .child(
              "resources",
              1,
              1,
              type("LocalizationResourceReference")
                  .required("minRequiredRevision", SimpleType.VERSION)
                  .optional("fallbackCulture", SimpleType.LANGUAGE))
          .child(
              "supportedOn",
              0,
              1,
              type("SupportedOnTable")
                  .child("products", 0, 1, PRODUCTS)
                  .child("definitions", 0, 1, DEFINITIONS))
          .child(
              "categories",
              0,
              1,
              type("CategoryList").child("category", 1, ANY, descriptive("Category")))
          .child("policies", 0, 1, type("PolicyList").child("policy", 1, ANY, POLICY));

  // §7.2 PolicyPresentation
  private static final Type PRESENTATION =
      choice("PolicyPresentation", 0, ANY)
          .required("id", SimpleType.RESOURCE_ID)
          .child("text", text("PolicyPresentation", ANY))
          .child("decimalTextBox", numberBox("DecimalTextBox", SimpleType.UNSIGNED_INT))
          .child("longDecimalTextBox", numberBox("LongDecimalTextBox", SimpleType.UNSIGNED_LONG))
          .child(
              "textBox",
              control("TextBox")
                  .child("label", 1, 1, text("TextBox", ANY))
                  .child("defaultValue", 0, 1, text("TextBox", ANY)))
          .child(
              "multiTextBox",
              control("MultiTextBox")
                  .words(ANY)
                  .optional("showAsDialog", SimpleType.BOOLEAN)
                  .optional("defaultHeight", SimpleType.UNSIGNED_INT))
          .child(
              "checkBox",
              control("CheckBox").words(ANY).optional("defaultChecked", SimpleType.BOOLEAN))
          .child(
              "comboBox",
              control("ComboBox")
                  .optional("noSort", SimpleType.BOOLEAN)
                  .child("label", 1, 1, text("ComboBox", ANY))
                  .child("default", 0, 1, text("ComboBox", ANY))
                  .child("suggestion", 0, ANY, text("ComboBox", ANY)))
          .child(
              "dropdownList",
              control("DropdownList")
                  .words(ANY)
                  .optional("noSort", SimpleType.BOOLEAN)
                  .optional("defaultItem", SimpleType.UNSIGNED_INT))
          .child("listBox", control("ListBox").words(ANY));

  // §7.3 PolicyDefinitionResources
  static final Type ADML =
      type("PolicyDefinitionResources")
          .required("revision", SimpleType.VERSION)
          .required("schemaVersion", SimpleType.VERSION)
          .wanted("displayName", text("PolicyDefinitionResources", ANY))
          .wanted("description", text("PolicyDefinitionResources", ANY))
          .child("annotation", 0, ANY, ANNOTATION)
          .child(
              "resources",
              1,
              1,
              type("Localization")
                  .child(
                      "stringTable",
                      0,
                      1,
                      type("Localization")
                          .child(
                              "string",
                              1,
                              ANY,
                              text("LocalizedString", ANY).required("id", SimpleType.RESOURCE_ID)))
                  .child(
                      "presentationTable",
                      0,
                      1,
                      type("Localization").child("presentation", 1, ANY, PRESENTATION)));

  private final Findings findings;
  private final Set<XmlElement> unreadable = Collections.newSetFromMap(new IdentityHashMap<>());

  private Schema(Findings findings) {
    this.findings = findings;
  }

  /** The elements, and those around them, that nothing can be made of. */
  static Set<XmlElement> check(XmlElement root, Type type, Findings findings) {
    var schema = new Schema(findings);
    schema.check(root, type);
    return schema.unreadable;
  }

  private boolean check(XmlElement element, Type type) {
    if (type.anything) {
      return true;
    }
    var readable = attributes(element, type);
    text(element, type);
    readable &= children(element, type);
    if (!readable) {
      unreadable.add(element);
    }
    return readable;
  }

  private boolean attributes(XmlElement element, Type type) {
    var readable = true;
    for (var attribute : type.attributes.values()) {
      var value = element.attributes().get(attribute.name);
      if (value == null) {
        if (attribute.required) {
          readable = false;
          findings.error(
              element.place(),
              "<" + element.name() + "> has no " + attribute.name + ".",
              "Add " + attribute.name + "=\"…\", " + attribute.type.words() + type.wants() + ".");
        }
      } else if (!attribute.type.allows(value)) {
        var what =
            "<" + element.name() + "> has " + attribute.name + "=\"" + shortened(value) + "\".";
        var mend = "It is " + attribute.type.words() + type.wants() + ".";
        if (attribute.type.unreadable()) {
          readable = false;
          findings.error(element.place(), what, mend);
        } else {
          findings.warning(element.place(), what, mend);
        }
      }
    }
    for (var name : element.attributes().keySet()) {
      if (!type.attributes.containsKey(name)) {
        findings.warning(
            element.place(),
            "<" + element.name() + "> has an unknown attribute " + shortened(name) + ".",
            "Remove it" + type.wants() + ".");
      }
    }
    return readable;
  }

  private void text(XmlElement element, Type type) {
    if (element.text().length() > type.maxText && !element.text().isBlank()) {
      findings.warning(
          element.place(),
          type.maxText == 0
              ? "<" + element.name() + "> has a text."
              : "The text in <" + element.name() + "> is over " + type.maxText + " characters.",
          (type.maxText == 0 ? "Remove it" : "Shorten it") + type.wants() + ".");
    }
  }

  private boolean children(XmlElement element, Type type) {
    var readable = true;
    var counts = new int[type.children.size()];
    var latest = 0;
    for (var child : element.children()) {
      var index = child.namespace().equals(element.namespace()) ? type.indexOf(child.name()) : -1;
      if (index < 0) {
        readable = false;
        findings.error(
            child.place(),
            "<" + shortened(child.name()) + "> does not belong in <" + element.name() + ">.",
            (type.children.isEmpty() ? "Nothing does" : "What does is " + type.names())
                + type.wants()
                + ".");
        continue;
      }
      var particle = type.children.get(index);
      if (!type.choice && index < latest) {
        findings.error(
            child.place(),
            "<" + child.name() + "> comes too late in <" + element.name() + ">.",
            "The order is " + type.names() + type.wants() + ".");
      }
      latest = Math.max(latest, index);
      if (++counts[index] == particle.max + 1L && !type.choice) {
        findings.error(
            child.place(),
            "<" + element.name() + "> has more than one <" + child.name() + ">.",
            "Only the first counts; remove the others" + type.wants() + ".");
      }
      readable &= check(child, particle.type);
    }
    return enough(element, type, counts) && readable;
  }

  private boolean enough(XmlElement element, Type type, int[] counts) {
    if (type.choice) {
      var total = Arrays.stream(counts).sum();
      if (total < type.min || total > type.max) {
        findings.error(
            element.place(),
            "<"
                + element.name()
                + "> has "
                + (total < type.min ? "nothing" : "too much")
                + " in it.",
            "What belongs in it is "
                + (type.max == 1 ? "one of " : "")
                + type.names()
                + type.wants()
                + ".");
        return type.max != 1 || type.min != 1;
      }
      return true;
    }
    var readable = true;
    for (var i = 0; i < counts.length; i++) {
      var particle = type.children.get(i);
      if (counts[i] < particle.min) {
        var what = "<" + element.name() + "> has no <" + particle.name + ">.";
        var mend = "Add one" + type.wants() + ".";
        if (particle.wanted) {
          findings.warning(element.place(), what, mend);
        } else {
          readable = false;
          findings.error(element.place(), what, mend);
        }
      }
    }
    return readable;
  }

  static String shortened(String text) {
    var shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", " ");
  }

  private static Type type(String name) {
    return new Type(name);
  }

  private static Type text(String name, int maxText) {
    return new Type(name).words(maxText);
  }

  private static Type choice(String name, int min, int max) {
    return new Type(name).choice(min, max);
  }

  /** §7.2 PolicyElementAttributeGroup. */
  private static Type element(String name) {
    return type(name)
        .required("id", SimpleType.STRING)
        .optional("clientExtension", SimpleType.GUID)
        .optional("key", SimpleType.REGISTRY_KEY)
        .optional("valueName", SimpleType.REGISTRY_VALUE_NAME);
  }

  private static Type number(String name, SimpleType numbers) {
    return element(name)
        .optional("required", SimpleType.BOOLEAN)
        .optional("minValue", numbers)
        .optional("maxValue", numbers)
        .optional("storeAsText", SimpleType.BOOLEAN)
        .optional("soft", SimpleType.BOOLEAN);
  }

  /** §7.2 DataElement, DataElementContent. */
  private static Type control(String name) {
    return type(name).required("refId", SimpleType.STRING);
  }

  private static Type numberBox(String name, SimpleType numbers) {
    return control(name)
        .words(ANY)
        .optional("defaultValue", numbers)
        .optional("spin", SimpleType.BOOLEAN)
        .optional("spinStep", numbers);
  }

  private static Type named(String name) {
    return type(name)
        .required("name", SimpleType.ITEM_NAME)
        .required("displayName", SimpleType.STRING_REFERENCE);
  }

  private static Type version(String name) {
    return named(name).required("versionIndex", SimpleType.UNSIGNED_INT);
  }

  /** §7.2 BaseDescriptiveGroup and BaseDescriptiveAttributeGroup. */
  private static Type descriptive(String name) {
    return named(name)
        .optional("explainText", SimpleType.STRING_REFERENCE)
        .child("annotation", 0, ANY, ANNOTATION)
        .child("parentCategory", 0, 1, REFERENCE)
        .child("seeAlso", 0, ANY, text("BaseDescriptiveGroup", ANY))
        .child("keywords", 0, 1, text("BaseDescriptiveGroup", ANY));
  }

  private record Attribute(String name, SimpleType type, boolean required) {}

  /** A child that a sequence has; one that is wanted is missed without harm. */
  private record Particle(String name, int min, int max, boolean wanted, Type type) {}

  /** A complex type: children in order, or in a choice as they come. */
  static final class Type {
    private final String name;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final List<Particle> children = new ArrayList<>();
    private boolean anything;
    private boolean choice;
    private int min;
    private int max;
    private int maxText;

    private Type(String name) {
      this.name = name;
    }

    private Type anything() {
      anything = true;
      return this;
    }

    private Type choice(int min, int max) {
      choice = true;
      this.min = min;
      this.max = max;
      return this;
    }

    private Type words(int maxText) {
      this.maxText = maxText;
      return this;
    }

    private Type required(String attribute, SimpleType type) {
      attributes.put(attribute, new Attribute(attribute, type, true));
      return this;
    }

    private Type optional(String attribute, SimpleType type) {
      attributes.put(attribute, new Attribute(attribute, type, false));
      return this;
    }

    private Type child(String child, Type type) {
      return child(child, 0, ANY, type);
    }

    private Type child(String child, int min, int max, Type type) {
      children.add(new Particle(child, min, max, false, type));
      return this;
    }

    private Type wanted(String child, Type type) {
      children.add(new Particle(child, 1, 1, true, type));
      return this;
    }

    private int indexOf(String child) {
      for (var i = 0; i < children.size(); i++) {
        if (children.get(i).name.equals(child)) {
          return i;
        }
      }
      return -1;
    }

    private String names() {
      return children.stream()
          .map(child -> "<" + child.name + ">")
          .collect(Collectors.joining(", "));
    }

    private String wants() {
      return " (ADMX schema, " + name + ")";
    }
  }
}
