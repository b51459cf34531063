package dev.entente.bench;

import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryValue;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.grouppolicy.template.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How fast the files of Group Policy are read: a Registry.pol of 10 MB beside Samba's own parser,
 * and a central store of 200 templates with their texts. Samba reads no templates, so Python's XML
 * reader stands beside ours there, which builds a tree and judges nothing.
 */
final class PolicyFiles {

  private static final int REGISTRY_BYTES = 10_000_000;
  private static final int TEMPLATES = 200;
  private static final int POLICIES = 60;
  private static final int ROUNDS = 7;

  /**
   * Arguments: the file, how often to read it, how many entries it has. Prints seconds, a line
   * each.
   */
  private static final String SAMBA =
      """
      import sys, time
      from samba.gp_parse.gp_pol import GPPolParser
      data = open(sys.argv[1], 'rb').read()
      for _ in range(int(sys.argv[2])):
          begin = time.perf_counter()
          parser = GPPolParser()
          parser.parse(data)
          assert len(parser.pol_file.entries) == int(sys.argv[3])
          print(time.perf_counter() - begin)
      """;

  private static final String PYTHON =
      """
      import glob, sys, time
      from xml.etree import ElementTree
      data = [open(it, 'rb').read() for it in glob.glob(sys.argv[1] + '/**/*.adm[xl]', recursive=True)]
      assert len(data) == int(sys.argv[3])
      for _ in range(int(sys.argv[2])):
          begin = time.perf_counter()
          trees = [ElementTree.fromstring(it) for it in data]
          print(time.perf_counter() - begin)
      """;

  private PolicyFiles() {}

  /** In MB (a million bytes) a second, medians. */
  record Speeds(double ours, double theirs) {}

  static Speeds registryPolicy() throws IOException, InterruptedException {
    var policy = largePolicy();
    var bytes = policy.toBytes();
    var file = Files.createTempFile("entente", ".pol");
    try {
      Files.write(file, bytes);
      var theirs = seconds(SAMBA, file, policy.entries().size());
      var ours = seconds(() -> RegistryPolicy.read("Registry.pol", bytes).entries().size());
      return speeds(bytes.length, ours, theirs);
    } finally {
      Files.delete(file);
    }
  }

  static Speeds templates() throws IOException, InterruptedException {
    var store = centralStore();
    var folder = Files.createTempDirectory("PolicyDefinitions");
    try {
      return templates(store, folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Speeds templates(Map<TemplateName, byte[]> store, Path folder)
      throws IOException, InterruptedException {
    for (var file : store.entrySet()) {
      var path = folder.resolve(file.getKey().toString());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    var findings = Templates.of(store).findings();
    if (!findings.isEmpty()) {
      throw new IllegalStateException("The generated templates are wrong: " + findings.getFirst());
    }
    var theirs = seconds(PYTHON, folder, store.size());
    var ours = seconds(() -> Templates.of(store).policies().size());
    return speeds(store.values().stream().mapToInt(it -> it.length).sum(), ours, theirs);
  }

  private static RegistryPolicy largePolicy() {
    var entries = new ArrayList<RegistryEntry>();
    var size = 0;
    while (size < REGISTRY_BYTES) {
      var key = "Software\\Policies\\Vendor\\Product " + entries.size() / 40;
      var name = "Value" + entries.size() % 40;
      var value =
          entries.size() % 4 == 0
              ? RegistryValue.string("\\\\server\\share\\folder " + entries.size())
              : RegistryValue.dword(entries.size());
      entries.add(new RegistryEntry(key, name, value));
      size += 2 * (key.length() + name.length()) + value.data().length + 26;
    }
    return new RegistryPolicy(entries);
  }

  private static Map<TemplateName, byte[]> centralStore() {
    var store = new TreeMap<TemplateName, byte[]>();
    for (var each = 0; each < TEMPLATES; each++) {
      var name = "vendor" + each;
      store.put(new TemplateName(Optional.empty(), name), utf8(admx(name)));
      store.put(new TemplateName(Optional.of("en-US"), name), utf8(adml()));
    }
    return store;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String admx(String name) {
    var policies =
        each(
            it ->
                """
                <policy name="P%1$d" class="User" displayName="$(string.P%1$d)"
                    explainText="$(string.P%1$d_Explain)" presentation="$(presentation.P%1$d)"
                    key="Software\\Policies\\%2$s" valueName="P%1$d">
                  <parentCategory ref="Category"/>
                  <supportedOn ref="Supported"/>
                  <enabledValue><decimal value="1"/></enabledValue>
                  <disabledValue><decimal value="0"/></disabledValue>
                  <elements>
                    <enum id="Choice" valueName="Choice%1$d">
                      <item displayName="$(string.One)"><value><decimal value="1"/></value></item>
                      <item displayName="$(string.Two)"><value><decimal value="2"/></value></item>
                    </enum>
                  </elements>
                </policy>
                """
                    .formatted(it, name));
    return """
    <policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
        revision="1.0" schemaVersion="1.0">
      <policyNamespaces><target prefix="%1$s" namespace="Vendor.%1$s"/></policyNamespaces>
      <resources minRequiredRevision="1.0"/>
      <supportedOn>
        <definitions><definition name="Supported" displayName="$(string.Supported)"/></definitions>
      </supportedOn>
      <categories><category name="Category" displayName="$(string.Category)"/></categories>
      <policies>%2$s</policies>
    </policyDefinitions>
    """
        .formatted(name, policies);
  }

  private static String adml() {
    var strings =
        each(
            it ->
                """
                <string id="P%1$d">Policy %1$d of this vendor</string>
                <string id="P%1$d_Explain">%2$s</string>
                """
                    .formatted(it, "What this policy does to whoever it is about. ".repeat(8)));
    var presentations =
        each(
            """
            <presentation id="P%1$d"><dropdownList refId="Choice">Choice</dropdownList></presentation>
            """
                ::formatted);
    return """
    <policyDefinitionResources
        xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
        revision="1.0" schemaVersion="1.0">
      <displayName>Templates</displayName>
      <description>Templates</description>
      <resources>
        <stringTable>
          <string id="Supported">Any version</string>
          <string id="Category">Vendor</string>
          <string id="One">One</string>
          <string id="Two">Two</string>
          %s
        </stringTable>
        <presentationTable>%s</presentationTable>
      </resources>
    </policyDefinitionResources>
    """
        .formatted(strings, presentations);
  }

  private static String each(IntFunction<String> policy) {
    return IntStream.range(0, POLICIES).mapToObj(policy).collect(Collectors.joining());
  }

  /** Samba's modules belong to the system's Python, whichever comes first in PATH. */
  private static List<Double> seconds(String script, Path argument, int expected)
      throws IOException, InterruptedException {
    var python =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                script,
                argument.toString(),
                String.valueOf(ROUNDS),
                String.valueOf(expected))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = python.inputReader().lines().map(Double::valueOf).toList();
    if (python.waitFor() != 0 || lines.size() != ROUNDS) {
      throw new IllegalStateException("Python could not read " + argument);
    }
    return lines;
  }

  private static List<Double> seconds(Supplier<Integer> reading) {
    var times = new ArrayList<Double>();
    for (var round = 0; round < 2 * ROUNDS; round++) {
      var begin = System.nanoTime();
      if (reading.get() == 0) {
        throw new IllegalStateException("Nothing was read");
      }
      times.add((System.nanoTime() - begin) / 1e9);
    }
    return times.subList(ROUNDS, times.size());
  }

  private static Speeds speeds(int bytes, List<Double> ours, List<Double> theirs) {
    return new Speeds(bytes / 1e6 / median(ours), bytes / 1e6 / median(theirs));
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
