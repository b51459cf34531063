package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place;
import dev.entente.grouppolicy.template.PolicyElement.BooleanElement;
import dev.entente.grouppolicy.template.PolicyElement.Choice;
import dev.entente.grouppolicy.template.PolicyElement.Common;
import dev.entente.grouppolicy.template.PolicyElement.DecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.EnumerationElement;
import dev.entente.grouppolicy.template.PolicyElement.ListElement;
import dev.entente.grouppolicy.template.PolicyElement.LongDecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.MultiTextElement;
import dev.entente.grouppolicy.template.PolicyElement.TextElement;
import dev.entente.grouppolicy.template.TemplateReader.Checked;
import dev.entente.grouppolicy.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns elements into categories and policies, and prefixes into namespaces. */
final class AdmxReader {

  private static final Pattern PRESENTATION = Pattern.compile("\\$\\(presentation\\.([^)]+)\\)");

  private final Checked checked;
  private final String namespace;
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<String, Set<String>> named = new HashMap<>();

  private AdmxReader(Checked checked, String namespace) {
    this.checked = checked;
    this.namespace = namespace;
  }

  static Optional<Admx> read(String file, XmlElement root, Checked checked) {
    return root.child("policyNamespaces")
        .filter(checked::readable)
        .map(
            namespaces -> {
              var target = namespaces.children("target").get(0);
              var reader = new AdmxReader(checked, attribute(target, "namespace"));
              return reader.read(file, root, namespaces);
            });
  }

  private Admx read(String file, XmlElement root, XmlElement policyNamespaces) {
    for (var association : policyNamespaces.children()) {
      var prefix = attribute(association, "prefix");
      if (namespaces.putIfAbsent(prefix, attribute(association, "namespace")) != null) {
        checked
            .findings()
            .error(
                association.place(),
                "The prefix “" + Schema.shortened(prefix) + "” is there more than once.",
                "Give each namespace a prefix of its own.");
      }
    }
    var resources = root.child("resources");
    return new Admx(
        file,
        root.attribute("revision").flatMap(Revision::parse).orElse(Revision.NONE),
        namespace,
        policyNamespaces.children("using").stream()
            .map(using -> attribute(using, "namespace"))
            .toList(),
        root.children("supersededAdm").stream()
            .flatMap(adm -> adm.attribute("fileName").stream())
            .filter(name -> !name.isEmpty())
            .toList(),
        resources.flatMap(from -> from.attribute("minRequiredRevision")).flatMap(Revision::parse),
        resources.flatMap(from -> from.attribute("fallbackCulture")).orElse("en-US"),
        all(root, "supportedOn", "products", "product").stream().map(this::product).toList(),
        all(root, "supportedOn", "definitions", "definition").stream()
            .map(this::supportedOn)
            .toList(),
        all(root, "categories", "category").stream().map(this::category).toList(),
        all(root, "policies", "policy").stream().map(this::policy).toList(),
        root.place());
  }

  private List<XmlElement> all(XmlElement root, String... path) {
    var elements = List.of(root);
    for (var name : path) {
      elements = elements.stream().flatMap(from -> from.children(name).stream()).toList();
    }
    return elements.stream().filter(checked::readable).toList();
  }

  private Product product(XmlElement from) {
    var versions = new ArrayList<Product>();
    for (var child : from.children()) {
      versions.add(product(child));
    }
    return new Product(
        name(from, "product"),
        displayName(from),
        from.attribute("versionIndex").map(SimpleType::unsignedInt),
        versions,
        from.place());
  }

  private SupportedOn supportedOn(XmlElement from) {
    var combination = from.children().stream().findFirst();
    var conditions = new ArrayList<SupportedOn.Condition>();
    for (var condition : combination.map(XmlElement::children).orElse(List.of())) {
      reference(condition)
          .ifPresent(
              ref ->
                  conditions.add(
                      new SupportedOn.Condition(
                          ref,
                          condition.attribute("minVersionIndex").map(SimpleType::unsignedInt),
                          condition.attribute("maxVersionIndex").map(SimpleType::unsignedInt),
                          condition.place())));
    }
    return new SupportedOn(
        name(from, "definition"),
        displayName(from),
        combination.filter(found -> found.name().equals("and")).isPresent()
            ? SupportedOn.Combination.AND
            : SupportedOn.Combination.OR,
        conditions,
        from.place());
  }

  private Category category(XmlElement from) {
    return new Category(
        name(from, "category"),
        displayName(from),
        from.attribute("explainText").map(StringReference::new),
        from.child("parentCategory").flatMap(this::reference),
        from.place());
  }

  private Policy policy(XmlElement from) {
    return new Policy(
        name(from, "policy"),
        PolicyClass.valueOf(attribute(from, "class").strip().toUpperCase(Locale.ROOT)),
        displayName(from),
        from.attribute("explainText").map(StringReference::new),
        from.attribute("presentation").flatMap(AdmxReader::presentation),
        attribute(from, "key"),
        from.attribute("valueName"),
        from.child("parentCategory").flatMap(this::reference),
        from.child("supportedOn").flatMap(this::reference),
        from.child("enabledValue").map(AdmxReader::value),
        from.child("disabledValue").map(AdmxReader::value),
        from.child("enabledList").map(AdmxReader::valueList),
        from.child("disabledList").map(AdmxReader::valueList),
        from.child("elements").map(this::elements).orElse(List.of()),
        from.place());
  }

  private List<PolicyElement> elements(XmlElement from) {
    var elements = new ArrayList<PolicyElement>();
    var ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (var child : from.children()) {
      var element = element(child);
      elements.add(element);
      if (!ids.add(element.id())) {
        checked
            .findings()
            .error(
                child.place(),
                "The policy has more than one element “" + Schema.shortened(element.id()) + "”.",
                "Give each an id of its own.");
      }
    }
    return elements;
  }

  private static PolicyElement element(XmlElement from) {
    var common =
        new Common(
            attribute(from, "id"),
            from.attribute("clientExtension"),
            from.attribute("key"),
            from.attribute("valueName"),
            from.place());
    // §7.2: what is left out is false, and for numbers and lengths as below.
    return switch (from.name()) {
      case "boolean" ->
          new BooleanElement(
              common,
              from.child("trueValue").map(AdmxReader::value),
              from.child("falseValue").map(AdmxReader::value),
              from.child("trueList").map(AdmxReader::valueList),
              from.child("falseList").map(AdmxReader::valueList));
      case "decimal" ->
          new DecimalElement(
              common,
              is(from, "required"),
              number(from, "minValue", 0),
              number(from, "maxValue", 9999),
              is(from, "storeAsText"),
              is(from, "soft"));
      case "longDecimal" ->
          new LongDecimalElement(
              common,
              is(from, "required"),
              from.attribute("minValue").map(SimpleType::unsignedLong).orElse(0L),
              from.attribute("maxValue").map(SimpleType::unsignedLong).orElse(9999L),
              is(from, "storeAsText"),
              is(from, "soft"));
      case "text" ->
          new TextElement(
              common,
              is(from, "required"),
              number(from, "maxLength", 1023),
              is(from, "expandable"),
              is(from, "soft"));
      case "multiText" ->
          new MultiTextElement(
              common,
              is(from, "required"),
              number(from, "maxLength", 1023),
              number(from, "maxStrings", 0),
              is(from, "soft"));
      case "enum" ->
          new EnumerationElement(
              common,
              is(from, "required"),
              from.children("item").stream().map(AdmxReader::choice).toList());
      case "list" ->
          new ListElement(
              common,
              is(from, "additive"),
              is(from, "expandable"),
              is(from, "explicitValue"),
              from.attribute("valuePrefix"));
      default -> throw new IllegalStateException("The schema let <" + from.name() + "> pass");
    };
  }

  private static Choice choice(XmlElement from) {
    return new Choice(
        displayName(from),
        value(from.children("value").get(0)),
        from.child("valueList").map(AdmxReader::valueList));
  }

  private static ValueList valueList(XmlElement from) {
    var items = new ArrayList<ValueList.Item>();
    for (var item : from.children()) {
      items.add(
          new ValueList.Item(
              item.attribute("key"),
              attribute(item, "valueName"),
              value(item.children("value").get(0))));
    }
    return new ValueList(from.attribute("defaultKey"), items);
  }

  private static Value value(XmlElement from) {
    var value = from.children().get(0);
    return switch (value.name()) {
      case "decimal" -> new Value.Decimal(SimpleType.unsignedInt(attribute(value, "value")));
      case "longDecimal" ->
          new Value.LongDecimal(SimpleType.unsignedLong(attribute(value, "value")));
      case "string" -> new Value.Text(value.text());
      case "delete" -> new Value.Delete();
      default -> throw new IllegalStateException("The schema let <" + value.name() + "> pass");
    };
  }

  private ItemName name(XmlElement from, String kind) {
    var name = attribute(from, "name");
    if (!named
        .computeIfAbsent(kind, none -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
        .add(name)) {
      checked
          .findings()
          .error(
              from.place(),
              "There is more than one " + kind + " “" + Schema.shortened(name) + "”.",
              "Give each a name of its own.");
    }
    return new ItemName(namespace, name);
  }

  /** §7.1 itemReference: a name of this file, or a prefix and a name of another. */
  private Optional<ItemName> reference(XmlElement from) {
    var ref = attribute(from, "ref");
    var colon = ref.indexOf(':');
    if (colon < 0) {
      return Optional.of(new ItemName(namespace, ref));
    }
    var prefix = ref.substring(0, colon);
    var referred = namespaces.get(prefix);
    if (referred == null) {
      unknownPrefix(from.place(), prefix);
      return Optional.empty();
    }
    return Optional.of(new ItemName(referred, ref.substring(colon + 1)));
  }

  private void unknownPrefix(Place place, String prefix) {
    checked
        .findings()
        .error(
            place,
            "The prefix “" + Schema.shortened(prefix) + "” stands for nothing.",
            "Add <using prefix=\"…\" namespace=\"…\"/> to <policyNamespaces>.");
  }

  private static Optional<String> presentation(String written) {
    var matcher = PRESENTATION.matcher(written);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static StringReference displayName(XmlElement from) {
    return new StringReference(attribute(from, "displayName"));
  }

  /** An attribute that the schema has made sure of. */
  private static String attribute(XmlElement from, String name) {
    return from.attribute(name)
        .orElseThrow(() -> new IllegalStateException("The schema let a missing " + name + " pass"));
  }

  private static boolean is(XmlElement from, String name) {
    return from.attribute(name).map(SimpleType::bool).orElse(false);
  }

  private static long number(XmlElement from, String name, long otherwise) {
    return from.attribute(name).map(SimpleType::unsignedInt).orElse(otherwise);
  }
}
