package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The templates of a folder {@code PolicyDefinitions} together: what refers to what, what is wrong,
 * and what a policy is called in a language. Names are found in upper and lower case alike.
 */
public final class Templates {

  private static final String LAST_RESORT = "en-US";

  private final Map<String, Admx> admxs = caseless();
  private final Map<String, List<Adml>> admls = caseless();
  private final Map<String, Admx> owners = caseless();
  private final Map<String, Category> categories = caseless();
  private final Map<String, Supported> supported = caseless();
  private final Map<String, Policy> policies = caseless();
  private final List<Finding> findings;

  /** What a policy can be supported on has a name and a sentence, whatever it is. */
  private record Supported(ItemName name, StringReference displayName) {}

  private Templates(Map<TemplateName, byte[]> files) {
    var found = new ArrayList<Finding>();
    new TreeMap<>(files).forEach((name, content) -> found.addAll(read(name, content)));
    admxs.values().forEach(this::index);
    var references = new Findings();
    References.check(this, references);
    found.addAll(references.all());
    findings = List.copyOf(found);
  }

  /** Reads files and what they refer to; whatever they hold, there is an answer. */
  public static Templates of(Map<TemplateName, byte[]> files) {
    return new Templates(files);
  }

  private List<Finding> read(TemplateName name, byte[] content) {
    if (name.language().isPresent()) {
      var reading = TemplateReader.adml(name.toString(), name.language().get(), content);
      reading
          .template()
          .ifPresent(
              adml -> admls.computeIfAbsent(name.base(), none -> new ArrayList<>()).add(adml));
      return reading.findings();
    }
    var reading = TemplateReader.admx(name.toString(), content);
    reading.template().ifPresent(admx -> admxs.put(name.base(), admx));
    return reading.findings();
  }

  private void index(Admx admx) {
    owners.putIfAbsent(admx.namespace(), admx);
    admx.categories().forEach(each -> categories.putIfAbsent(each.name().toString(), each));
    admx.policies().forEach(each -> policies.putIfAbsent(each.name().toString(), each));
    for (var each : admx.supportedOn()) {
      supported.putIfAbsent(each.name().toString(), new Supported(each.name(), each.displayName()));
    }
    index(admx.products());
  }

  private void index(List<Product> products) {
    for (var each : products) {
      supported.putIfAbsent(each.name().toString(), new Supported(each.name(), each.displayName()));
      index(each.versions());
    }
  }

  /** What is wrong: first in each file, then between them. */
  public List<Finding> findings() {
    return findings;
  }

  /** The templates that could be read. */
  public Collection<Admx> admxs() {
    return Collections.unmodifiableCollection(admxs.values());
  }

  /** The texts that could be read, of the template in that file. */
  public List<Adml> admls(TemplateName name) {
    return List.copyOf(admls.getOrDefault(name.base(), List.of()));
  }

  /** All policies. */
  public Collection<Policy> policies() {
    return Collections.unmodifiableCollection(policies.values());
  }

  /** The policy of that name. */
  public Optional<Policy> policy(ItemName name) {
    return Optional.ofNullable(policies.get(name.toString()));
  }

  /** The policies that write or remove a registry value. */
  public List<Policy> policiesOf(String key, String valueName) {
    return policies.values().stream().filter(each -> each.governs(key, valueName)).toList();
  }

  /**
   * <i>Show LinkedIn features in Office applications</i>, if Microsoft's template is here. Found by
   * what it writes, since it has been published under two names.
   */
  public Optional<Policy> officeLinkedIn() {
    return policiesOf(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE).stream()
        .filter(policy -> policy.policyClass() != PolicyClass.MACHINE)
        .findFirst();
  }

  /** The category of that name. */
  Optional<Category> category(ItemName name) {
    return Optional.ofNullable(categories.get(name.toString()));
  }

  boolean hasSupported(ItemName name) {
    return supported.containsKey(name.toString());
  }

  /** The first template of that namespace. */
  Optional<Admx> owner(String namespace) {
    return Optional.ofNullable(owners.get(namespace));
  }

  List<Adml> admls(Admx admx) {
    return admls(TemplateName.parse(admx.file()));
  }

  Collection<Adml> withoutAdmx() {
    return admls.entrySet().stream()
        .filter(entry -> !admxs.containsKey(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /**
   * What a policy is called in a language, as in {@code nl-BE}. What is not there in it is taken
   * from the language without region, other regions of it, the template's own fall-back, English of
   * the United States, and what else there is, in this order.
   */
  public PolicyDescription describe(Policy policy, String language) {
    var path = new ArrayDeque<String>();
    var category = policy.parentCategory().flatMap(this::category);
    while (category.isPresent() && path.size() < References.MOST_CATEGORIES) {
      path.addFirst(text(category.get().name(), category.get().displayName(), language).text());
      category = category.get().parent().flatMap(this::category);
    }
    var displayName = text(policy.name(), policy.displayName(), language);
    return new PolicyDescription(
        policy,
        displayName.language(),
        List.copyOf(path),
        displayName.text(),
        policy.explainText().map(text -> text(policy.name(), text, language).text()),
        policy
            .supportedOn()
            .map(name -> supported.get(name.toString()))
            .map(found -> text(found.name(), found.displayName(), language).text()));
  }

  private record Text(String text, String language) {}

  /** The text, or what stands for it if no language has it. */
  private Text text(ItemName of, StringReference reference, String language) {
    var id = reference.id();
    if (id.isPresent()) {
      for (var adml : inOrder(of.namespace(), language)) {
        var text = adml.strings().get(id.get());
        if (text != null) {
          return new Text(text.strip(), adml.language());
        }
      }
    }
    return new Text(reference.written(), "");
  }

  private List<Adml> inOrder(String namespace, String language) {
    var admx = owner(namespace);
    if (admx.isEmpty()) {
      return List.of();
    }
    var all = admls(admx.get());
    var primary = primary(language);
    Set<Adml> inOrder = new LinkedHashSet<>();
    inOrder.addAll(all.stream().filter(each -> same(each.language(), language)).toList());
    inOrder.addAll(all.stream().filter(each -> same(each.language(), primary)).toList());
    inOrder.addAll(all.stream().filter(each -> same(primary(each.language()), primary)).toList());
    var fallback = admx.get().fallbackCulture();
    inOrder.addAll(all.stream().filter(each -> same(each.language(), fallback)).toList());
    inOrder.addAll(all.stream().filter(each -> same(each.language(), LAST_RESORT)).toList());
    inOrder.addAll(all);
    return List.copyOf(inOrder);
  }

  private static String primary(String language) {
    return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static boolean same(String language, String other) {
    return language.equalsIgnoreCase(other);
  }

  private static <V> Map<String, V> caseless() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
