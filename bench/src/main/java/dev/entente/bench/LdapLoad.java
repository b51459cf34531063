package dev.entente.bench;

import dev.entente.journeys.Http;
import dev.entente.journeys.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The first load of an OpenLDAP directory: 100,000 people, 10,000 groups of 50 members each. */
final class LdapLoad implements AutoCloseable {

  static final int PEOPLE = 100_000;
  static final int GROUPS = 10_000;

  private static final int MEMBERS = 50;
  private static final String SUFFIX = "dc=northlight,dc=example";
  private static final String READER = "cn=entente," + SUFFIX;
  private static final String PASSWORD = "bench-password";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path folder;
  private final int port;
  private final Process slapd;

  private LdapLoad(Path folder, int port, Process slapd) {
    this.folder = folder;
    this.port = port;
    this.slapd = slapd;
  }

  /**
   * What was measured.
   *
   * @param memoryMebibytes the server's largest resident memory
   */
  record Result(double seconds, double memoryMebibytes) {}

  static LdapLoad start(int port) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("entente-ldap");
    Files.createDirectory(folder.resolve("data"));
    var configuration = folder.resolve("slapd.conf");
    Files.writeString(configuration, configuration(folder));
    var entries = folder.resolve("entries.ldif");
    writeEntries(entries);
    var filled =
        run(folder, "/usr/sbin/slapadd", "-q", "-f", configuration, "-l", entries).waitFor();
    if (filled != 0) {
      throw new IllegalStateException("slapadd failed; see " + folder.resolve("output"));
    }
    var slapd =
        run(
            folder,
            "/usr/sbin/slapd",
            "-d",
            "0",
            "-f",
            configuration,
            "-h",
            "ldap://127.0.0.1:" + port);
    return new LdapLoad(folder, port, slapd);
  }

  private static Process run(Path folder, Object... command) throws IOException {
    return new ProcessBuilder(List.of(command).stream().map(String::valueOf).toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private static String configuration(Path folder) {
    return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %1$s/slapd.pid
        database mdb
        suffix %2$s
        directory %1$s/data
        maxsize 2147483648
        index objectClass eq
        limits dn.exact="%3$s" size=unlimited time=unlimited
        access to attrs=userPassword by anonymous auth
        access to * by dn.exact="%3$s" read
        """
        .formatted(folder, SUFFIX, READER);
  }

  private static void writeEntries(Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      out.write(
          """
          dn: %1$s
          objectClass: domain
          dc: northlight

          dn: %2$s
          objectClass: simpleSecurityObject
          objectClass: organizationalRole
          cn: entente
          userPassword: %3$s

          dn: ou=people,%1$s
          objectClass: organizationalUnit
          ou: people

          dn: ou=groups,%1$s
          objectClass: organizationalUnit
          ou: groups

          """
              .formatted(SUFFIX, READER, PASSWORD));
      for (var person = 0; person < PEOPLE; person++) {
        out.write(
            """
            dn: uid=p%1$d,ou=people,%2$s
            objectClass: inetOrgPerson
            uid: p%1$d
            cn: Person %1$d
            sn: %1$d
            givenName: Person
            mail: p%1$d@load.northlight.example
            title: Clerk
            departmentNumber: %3$d
            manager: uid=p%4$d,ou=people,%2$s

            """
                .formatted(person, SUFFIX, person % 100, person / 10));
      }
      for (var group = 0; group < GROUPS; group++) {
        var members = new StringBuilder();
        for (var member = 0; member < MEMBERS; member++) {
          members.append(
              "member: uid=p%d,ou=people,%s%n"
                  .formatted((group * 10 + member * 1_999) % PEOPLE, SUFFIX));
        }
        out.write(
            """
            dn: cn=g%1$d,ou=groups,%2$s
            objectClass: groupOfNames
            cn: g%1$d
            %3$s
            """
                .formatted(group, SUFFIX, members));
      }
    }
  }

  /** Loads into the organisation Harbour, whose people are in files otherwise. */
  Result measure(Path repository) throws IOException, InterruptedException {
    var tenants = folder.resolve("tenants.yaml");
    Files.writeString(
        tenants,
        Files.readString(repository.resolve("demo/tenants.yaml"))
            .replace("    directory: harbour\n", source())
            .replaceAll(
                "(?m)^    directory: (.*)$", "    directory: %s/demo/$1".formatted(repository)));
    try (var product =
        Product.start(Map.of("entente.provisioning", tenants.toString()), Map.of())) {
      var end = System.nanoTime() + PATIENCE.toNanos();
      var token = Http.tokenOfJob(product, "harbour");
      var state = state(product, token);
      while (!isLoaded(state)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("The load did not end: " + state);
        }
        Thread.sleep(Duration.ofMillis(200));
        state = state(product, token);
      }
      return new Result(duration(state), memory(product.serverProcess()));
    }
  }

  private static JsonNode state(Product product, String token) {
    return Http.json(Http.get(product, token, "/v1.0/directory/sync"));
  }

  private static boolean isLoaded(JsonNode state) {
    return state.path("users").asInt() == PEOPLE && state.path("groups").asInt() == GROUPS;
  }

  /** A success counts from when its run began; the run's own time is when it ended. */
  private static double duration(JsonNode state) {
    return Duration.between(
                Instant.parse(state.get("lastSuccessDateTime").asString()),
                Instant.parse(state.get("lastRunDateTime").asString()))
            .toMillis()
        / 1_000.0;
  }

  private String source() {
    return """
            source:
              kind: ldap
              urls: ["ldap://127.0.0.1:%1$d"]
              bindDn: %2$s
              password: %3$s
              people: {bases: ["ou=people,%4$s"]}
              groups: {bases: ["ou=groups,%4$s"]}
        """
        .formatted(port, READER, PASSWORD, SUFFIX);
  }

  private static double memory(ProcessHandle server) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
            .filter(it -> it.startsWith("VmHWM:"))
            .mapToDouble(it -> Double.parseDouble(it.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }

  @Override
  public void close() {
    slapd.destroy();
    try (var files = Files.walk(folder)) {
      slapd.waitFor();
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
