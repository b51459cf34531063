package dev.entente.bench;

import dev.entente.journeys.Browsers;
import dev.entente.journeys.Http;
import dev.entente.journeys.Product;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Everything {@code bin/bench} measures. Prints a table and writes it as JSON. */
public final class Bench {

  private static final String CHLOE = "0b000000-0000-4000-8000-0000000000c1";
  private static final String OPERATOR_TOKEN = "operator-demo-token";
  private static final int WARM_UP_SECONDS = 8;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 2;

  private final List<Figure> figures = new ArrayList<>();

  private Bench() {}

  /** A measured number. */
  record Figure(String what, double value, String unit) {}

  /** What can be measured by itself. */
  private enum Part {
    DECIDE,
    PRODUCT,
    MOVE,
    LDAP,
    EDGE,
    POLICY
  }

  /** Arguments: the file to write, and the parts to measure, if not all. */
  public static void main(String[] arguments) throws Exception {
    var named =
        Stream.of(arguments).skip(1).map(it -> Part.valueOf(it.toUpperCase(Locale.ROOT))).toList();
    var bench = new Bench();
    for (var part : named.isEmpty() ? List.of(Part.values()) : named) {
      switch (part) {
        case DECIDE -> bench.decide();
        case PRODUCT -> bench.product();
        case MOVE -> bench.move();
        case LDAP -> bench.ldap();
        case EDGE -> bench.edge();
        case POLICY -> bench.policy();
      }
    }
    bench.print();
    Files.writeString(Path.of(arguments[0]), bench.json());
  }

  private void decide() throws RunnerException {
    var result =
        new Runner(
                new OptionsBuilder()
                    .include(DecideBenchmark.class.getSimpleName())
                    .forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.seconds(2))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(2))
                    .addProfiler(GCProfiler.class)
                    .build())
            .runSingle();
    add("decide, in process", result.getPrimaryResult().getScore(), "ns");
    add(
        "decide, allocation",
        Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore(),
        "bytes");
  }

  private void product() throws IOException, InterruptedException {
    var begin = System.nanoTime();
    try (var product = Product.start()) {
      add("sandbox, PostgreSQL and server: until healthy", since(begin), "s");
      begin = System.nanoTime();
      product.restartServer();
      add("server restart until healthy, existing data", since(begin), "s");
      Thread.sleep(Duration.ofSeconds(10));
      add("server, resident memory when idle", residentMebibytes(product.serverProcess()), "MiB");
      connectBen(product);
      var token = Http.tokenOf(product, "ben@northlight.example");
      compare(product, token, "card, warm", "/v1.0/users/" + CHLOE + "/card");
      compare(product, token, "decision", "/v1.0/me/connectionDecision");
      provision(product);
    }
  }

  private void provision(Product product) throws IOException, InterruptedException {
    var patches = ScimClient.patches(product.server(), OPERATOR_TOKEN).stream().sorted().toList();
    add("SCIM PATCH of 1,000 members, median", patches.get(patches.size() / 2), "s");
    add("SCIM PATCH of 1,000 members, slowest", patches.getLast(), "s");
  }

  private void move() throws IOException, InterruptedException {
    try (var product = Product.start()) {
      var rates = MoveClient.rates(product, OPERATOR_TOKEN);
      add("move of 100,000 users, command line", rates.byCommand(), "users/s");
      add("move of 2,000 users, loop with 10 ms pause", rates.byLoop(), "users/s");
      add("move, command line to loop", rates.byCommand() / rates.byLoop(), "ratio");
    }
  }

  private void ldap() throws IOException, InterruptedException {
    try (var load = LdapLoad.start(freePort())) {
      var result = load.measure(Path.of("").toAbsolutePath());
      add("first load from LDAP, 110,000 entries", result.seconds(), "s");
      add("first load from LDAP", LdapLoad.PEOPLE / result.seconds(), "people/s");
      add("first load from LDAP, server's peak memory", result.memoryMebibytes(), "MiB");
    }
  }

  private void edge() throws IOException, InterruptedException, SQLException {
    try (var product = Product.start()) {
      var people = Integer.getInteger("people", 1_000_000);
      var times = MembershipEdges.measure(product, people);
      add("people in the directory, a fifth in the selected group", people, "people");
      add("person's edge and the decision after it, median", at(times.ofPeople(), 0.5), "ms");
      add("person's edge and the decision after it, 95%", at(times.ofPeople(), 0.95), "ms");
      add("group's edge and the decision after it, median", at(times.ofGroups(), 0.5), "ms");
      add("group's edge and the decision after it, 95%", at(times.ofGroups(), 0.95), "ms");
    }
  }

  private void policy() throws IOException, InterruptedException {
    var registry = PolicyFiles.registryPolicy();
    add("Registry.pol of 10 MB, Entente", registry.ours(), "MB/s");
    add("Registry.pol of 10 MB, Samba", registry.theirs(), "MB/s");
    add("Registry.pol, Entente to Samba", registry.ours() / registry.theirs(), "ratio");
    var templates = PolicyFiles.templates();
    add("200 templates read and judged, Entente", templates.ours(), "MB/s");
    add("200 templates into a tree, Python", templates.theirs(), "MB/s");
    add("templates, Entente to Python", templates.ours() / templates.theirs(), "ratio");
  }

  private static double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  private static void connectBen(Product product) {
    try (var browsers = new Browsers();
        var ben = browsers.visitor(product)) {
      var outcome = ben.signIn("ben@northlight.example").connect("inbound", "ben");
      if (!outcome.equals("connected")) {
        throw new IllegalStateException("Ben could not connect: " + outcome);
      }
    }
  }

  /** Turn by turn, so that whatever else the machine does falls on both. */
  private void compare(Product product, String token, String what, String path)
      throws IOException, InterruptedException {
    var answer = Http.get(product, token, path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    var size = answer.body().getBytes(StandardCharsets.UTF_8).length;
    var peerPort = freePort();
    var peer = startBareJetty(peerPort, size);
    try {
      var entente = product.server() + path;
      var bare = "http://localhost:" + peerPort + "/";
      Wrk.run(entente, token, WARM_UP_SECONDS);
      Wrk.run(bare, token, WARM_UP_SECONDS);
      List<Wrk.Result> ours = new ArrayList<>();
      List<Wrk.Result> theirs = new ArrayList<>();
      for (var round = 0; round < ROUNDS; round++) {
        ours.add(Wrk.run(entente, token, SECONDS));
        theirs.add(Wrk.run(bare, token, SECONDS));
      }
      add(what + ", size of the answer", size, "bytes");
      add(what + ", Entente", rate(ours), "requests/s");
      add(what + ", bare Jetty", rate(theirs), "requests/s");
      add(what + ", Entente to bare Jetty", rate(ours) / rate(theirs), "ratio");
      add(what + ", Entente, 99th percentile", p99(ours), "ms");
      add(what + ", bare Jetty, 99th percentile", p99(theirs), "ms");
    } finally {
      peer.destroy();
      peer.waitFor();
    }
  }

  private static Process startBareJetty(int port, int size) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx768m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BareJetty.class.getName(),
            String.valueOf(port),
            String.valueOf(size))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static double rate(List<Wrk.Result> results) {
    return results.stream().mapToDouble(Wrk.Result::requestsPerSecond).average().orElseThrow();
  }

  private static double p99(List<Wrk.Result> results) {
    return results.stream().mapToDouble(Wrk.Result::p99Millis).max().orElseThrow();
  }

  private static double residentMebibytes(ProcessHandle process) throws IOException {
    var status = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"));
    return status.stream()
            .filter(it -> it.startsWith("VmRSS:"))
            .mapToDouble(it -> Double.parseDouble(it.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void add(String what, double value, String unit) {
    figures.add(new Figure(what, value, unit));
  }

  private void print() {
    System.out.println();
    figures.forEach(
        it -> System.out.printf(Locale.ROOT, "%-48s %12.3f %s%n", it.what, it.value, it.unit));
  }

  private String json() {
    var lines =
        figures.stream()
            .map(
                it ->
                    String.format(
                        Locale.ROOT,
                        "  {\"what\": \"%s\", \"value\": %.3f, \"unit\": \"%s\"}",
                        it.what,
                        it.value,
                        it.unit))
            .toList();
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }
}
