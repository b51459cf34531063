package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether everything that templates refer to is there. */
final class References {

  static final int MOST_CATEGORIES = 32;

  private final Templates templates;
  private final Findings findings;

  private References(Templates templates, Findings findings) {
    this.templates = templates;
    this.findings = findings;
  }

  static void check(Templates templates, Findings findings) {
    var references = new References(templates, findings);
    templates.admxs().forEach(references::check);
    for (var adml : templates.withoutAdmx()) {
      findings.warning(
          adml.place(),
          "These texts belong to no template that could be read.",
          "Put their ADMX file beside the language's folder.");
    }
  }

  private void check(Admx admx) {
    var owner = templates.owner(admx.namespace());
    if (owner.isPresent() && !owner.get().equals(admx)) {
      findings.error(
          admx.place(),
          "The namespace "
              + shown(admx.namespace())
              + " is also that of "
              + owner.get().file()
              + ".",
          "Keep one of the two files: the policy editor refuses both.");
    }
    for (var category : admx.categories()) {
      category.parent().ifPresent(parent -> category(parent, category.place()));
      if (depth(category) > MOST_CATEGORIES) {
        findings.error(
            category.place(),
            "The category " + shown(category.name().name()) + " is within itself or too deep.",
            "Give it or one of those around it another parentCategory.");
      }
    }
    for (var definition : admx.supportedOn()) {
      for (var condition : definition.conditions()) {
        supported(condition.ref(), condition.place());
      }
    }
    for (var policy : admx.policies()) {
      policy.supportedOn().ifPresent(ref -> supported(ref, policy.place()));
      policy.parentCategory().ifPresent(ref -> category(ref, policy.place()));
      if (policy.presentation().isEmpty() && !policy.elements().isEmpty()) {
        findings.warning(
            policy.place(),
            "The policy " + shown(policy.name().name()) + " has elements and no presentation.",
            "Add presentation=\"$(presentation.NAME)\": without it nothing can be filled in.");
      }
    }
    texts(admx);
  }

  private void category(ItemName ref, AtLine place) {
    if (templates.category(ref).isPresent()) {
      return;
    }
    if (templates.owner(ref.namespace()).isEmpty()) {
      elsewhere("category", ref, place);
    } else {
      findings.error(place, absent("category", ref), "Mend the name, or define it there.");
    }
  }

  /**
   * Samba's own template names products that nobody has; the policy editor shows it all the same.
   */
  private void supported(ItemName ref, AtLine place) {
    if (templates.hasSupported(ref)) {
      return;
    }
    if (templates.owner(ref.namespace()).isEmpty()) {
      elsewhere("product or definition", ref, place);
    } else {
      findings.warning(
          place, absent("product or definition", ref), "Mend the name, or define it there.");
    }
  }

  private void elsewhere(String kind, ItemName ref, AtLine place) {
    findings.warning(
        place,
        "The " + kind + " " + shown(ref.name()) + " is in a template that is not here.",
        "Add the ADMX file whose namespace is " + shown(ref.namespace()) + ".");
  }

  private static String absent(String kind, ItemName ref) {
    return "There is no " + kind + " " + shown(ref.name()) + " in " + shown(ref.namespace()) + ".";
  }

  private int depth(Category category) {
    var depth = 0;
    for (var next = Optional.of(category);
        next.isPresent() && depth <= MOST_CATEGORIES;
        next = next.get().parent().flatMap(templates::category)) {
      depth++;
    }
    return depth;
  }

  private void texts(Admx admx) {
    var admls = templates.admls(admx);
    if (admls.isEmpty()) {
      findings.error(
          admx.place(),
          "There are no texts for this template.",
          "Add " + admx.fallbackCulture() + "/" + admlName(admx) + " beside it.");
    }
    for (var adml : admls) {
      admx.minRequiredRevision()
          .filter(least -> adml.revision().compareTo(least) < 0)
          .ifPresent(
              least ->
                  findings.error(
                      adml.place(),
                      "The texts are of revision "
                          + adml.revision()
                          + "; "
                          + admx.file()
                          + " wants "
                          + least
                          + " or later.",
                      "Take both files from the same package."));
      strings(admx)
          .forEach(
              use ->
                  use.reference
                      .id()
                      .filter(id -> !adml.strings().containsKey(id))
                      .ifPresent(
                          id ->
                              findings.error(
                                  use.place,
                                  "There is no string " + shown(id) + " in " + adml.file() + ".",
                                  "Add it to the stringTable there.")));
      for (var policy : admx.policies()) {
        presentation(policy, adml);
      }
    }
  }

  private static String admlName(Admx admx) {
    return admx.file().substring(0, admx.file().length() - 1) + "l";
  }

  private record Use(StringReference reference, AtLine place) {}

  private static Stream<Use> strings(Admx admx) {
    return Stream.of(
            admx.categories().stream()
                .flatMap(
                    each ->
                        Stream.concat(Stream.of(each.displayName()), each.explainText().stream())
                            .map(text -> new Use(text, each.place()))),
            admx.supportedOn().stream().map(each -> new Use(each.displayName(), each.place())),
            products(admx.products()),
            admx.policies().stream().flatMap(References::strings))
        .flatMap(uses -> uses);
  }

  private static Stream<Use> products(List<Product> products) {
    return products.stream()
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(new Use(each.displayName(), each.place())),
                    products(each.versions())));
  }

  private static Stream<Use> strings(Policy policy) {
    var own =
        Stream.concat(Stream.of(policy.displayName()), policy.explainText().stream())
            .map(text -> new Use(text, policy.place()));
    var choices =
        policy.elements().stream()
            .filter(PolicyElement.EnumerationElement.class::isInstance)
            .map(PolicyElement.EnumerationElement.class::cast)
            .flatMap(
                element ->
                    element.items().stream()
                        .map(item -> new Use(item.displayName(), element.common().place())));
    return Stream.concat(own, choices);
  }

  private void presentation(Policy policy, Adml adml) {
    if (policy.presentation().isEmpty()) {
      return;
    }
    var id = policy.presentation().get();
    var presentation = adml.presentations().get(id);
    if (presentation == null) {
      findings.error(
          policy.place(),
          "There is no presentation " + shown(id) + " in " + adml.file() + ".",
          "Add it to the presentationTable there.");
      return;
    }
    var elements = new TreeMap<String, PolicyElement>(String.CASE_INSENSITIVE_ORDER);
    policy.elements().forEach(each -> elements.put(each.id(), each));
    for (var control : presentation.controls()) {
      control.refId().ifPresent(refId -> control(policy, control, elements.get(refId), refId));
      control.refId().ifPresent(elements::remove);
    }
    if (!elements.isEmpty()) {
      findings.warning(
          presentation.place(),
          "The policy "
              + shown(policy.name().name())
              + " has elements that are not shown: "
              + elements.keySet().stream().map(References::shown).collect(Collectors.joining(", "))
              + ".",
          "Add a field for each.");
    }
  }

  private void control(
      Policy policy, Control control, @Nullable PolicyElement element, String refId) {
    if (element == null) {
      findings.error(
          control.place(),
          "The policy " + shown(policy.name().name()) + " has no element " + shown(refId) + ".",
          "Mend refId, or add the element to " + policy.place().file() + ".");
    } else if (!control.fits(element)) {
      findings.warning(
          control.place(),
          "<" + nameOf(control) + "> is not for the element " + shown(refId) + ".",
          "Take the field that belongs to its kind (ADMX schema, PolicyPresentation).");
    }
  }

  private static String nameOf(Control control) {
    var name = control.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String shown(String name) {
    return "“" + Schema.shortened(name) + "”";
  }
}
