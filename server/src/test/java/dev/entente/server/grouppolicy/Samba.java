package dev.entente.server.grouppolicy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.server.directory.ldap.SambaDomain;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An administrator of the domain with Samba's own tools, who is no part of our code. */
final class Samba {

  static final String DOMAIN = "northlight.example";

  private static final Pattern BRACED = Pattern.compile("\\{[0-9A-Fa-f-]{36}}");

  private final SambaDomain server = SambaDomain.withFiles();

  /** Settings that are right, for one object. */
  DomainSettings settings(String objectName) {
    return settings(objectName, SambaDomain.ADMIN, SambaDomain.PASSWORD, null);
  }

  DomainSettings settings(
      String objectName, String account, Secret password, @Nullable Integer smbPort) {
    return new DomainSettings(
        DOMAIN, objectName, server.url(), null, null, account, password, null, smbPort, null);
  }

  /** {@code samba-tool gpo …} as Administrator. */
  String gpo(String... arguments) {
    var command = new ArrayList<>(List.of("/usr/bin/samba-tool", "gpo"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-s",
            server.configuration().toString(),
            "-H",
            server.url(),
            "-U",
            "Administrator%" + SambaDomain.PASSWORD.reveal()));
    return run(command);
  }

  GpoId create(String objectName) {
    var said = BRACED.matcher(gpo("create", objectName));
    if (!said.find()) {
      throw new IllegalStateException("samba-tool has made nothing");
    }
    return new GpoId(UUID.fromString(said.group().replaceAll("[{}]", "")));
  }

  /** The entries of the object's Registry.pol in Samba's own words, one a line. */
  String registryPol(GpoId id) {
    return run(
        List.of(
            "/usr/bin/python3",
            "-c",
            """
            import sys
            from samba.gp_parse.gp_pol import GPPolParser
            parser = GPPolParser()
            parser.parse(open(sys.argv[1], "rb").read())
            for entry in parser.pol_file.entries:
                print(entry.keyname, entry.valuename, entry.type, entry.data)
            """,
            file(id, "User/Registry.pol").toString()));
  }

  /** Where Samba keeps a file of the object on the disk. */
  Path file(GpoId id, String path) {
    return policies().resolve(id.toString()).resolve(path);
  }

  /** Where Samba keeps the domain's folder Policies. */
  private Path policies() {
    return server
        .configuration()
        .resolveSibling("../state/sysvol/" + DOMAIN + "/Policies")
        .normalize();
  }

  /** Gives the domain an empty central store. */
  Path makeStore() throws IOException {
    return Files.createDirectories(policies().resolve("PolicyDefinitions"));
  }

  void removeStore() throws IOException {
    var store = policies().resolve("PolicyDefinitions");
    if (Files.exists(store)) {
      try (var files = Files.walk(store)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  String attribute(GpoId id, String name) {
    try (var admin = server.admin()) {
      var entry = Objects.requireNonNull(admin.getEntry(dn(id), name));
      return Objects.requireNonNullElse(entry.getAttributeValue(name), "");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  void set(GpoId id, String name, String value) {
    modify(dn(id), name, value);
  }

  void link(GpoId id, String to, int options) {
    modify(to, "gPLink", "[LDAP://%s;%d]".formatted(dn(id).toLowerCase(Locale.ROOT), options));
  }

  private void modify(String dn, String name, String value) {
    try (var admin = server.admin()) {
      admin.modify(dn, new Modification(ModificationType.REPLACE, name, value));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the entries below the object's. */
  List<String> halves(GpoId id) {
    try (var admin = server.admin()) {
      var all = Filter.createPresenceFilter("objectClass");
      var found = admin.search(dn(id), SearchScope.ONE, all, "cn").getSearchEntries();
      return Objects.requireNonNull(found).stream()
          .map(it -> Objects.requireNonNull(it.getAttributeValue("cn")))
          .toList();
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An organizational unit of that name. */
  String addUnit(String name) {
    var dn = "OU=%s,DC=northlight,DC=example".formatted(name);
    try (var admin = server.admin()) {
      admin.add(dn, new Attribute("objectClass", "organizationalUnit"));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    return dn;
  }

  /**
   * Makes an object of a folder with a {@code User/Registry.pol} by {@code samba-tool gpo restore},
   * which wants files in Samba's own XML.
   */
  void load(String objectName, Path content, Path temporary) throws IOException {
    run(
        List.of(
            "/usr/bin/python3",
            "-c",
            """
            import sys
            from samba.gp_parse.gp_pol import GPPolParser
            parser = GPPolParser()
            parser.parse(open(sys.argv[1], "rb").read())
            parser.write_xml(sys.argv[1] + ".xml")
            """,
            content.resolve("User/Registry.pol").toString()));
    gpo("restore", objectName, content.toString(), "--tmpdir=" + temporary);
  }

  private static String dn(GpoId id) {
    return "CN=%s,CN=Policies,CN=System,DC=northlight,DC=example".formatted(id);
  }

  private static String run(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
