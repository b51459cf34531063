package dev.entente.server.grouppolicy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.gpo.DirectoryObject;
import dev.entente.grouppolicy.gpo.ExtensionNames;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.directory.ldap.Servers;
import dev.entente.server.directory.ldap.Session;
import dev.entente.server.grouppolicy.Controller.Container;
import dev.entente.server.kernel.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Group Policy objects' entries in the directory of a domain ([MS-GPOL] §2.2). */
final class Containers implements AutoCloseable {

  private static final String VERSION = "versionNumber";
  private static final String EXTENSIONS = "gPCUserExtensionNames";
  private static final String ACCOUNT = "sAMAccountName";
  private static final String[] ATTRIBUTES = {
    "cn", "displayName", "gPCFileSysPath", "gPCFunctionalityVersion", "flags", VERSION, EXTENSIONS
  };

  /** [MS-GPOL] §2.2.2: bit 0 switches a link off, bit 1 enforces it. */
  private static final Pattern LINK =
      Pattern.compile("\\[LDAP://([^;\\]]*);(\\d{1,9})]", Pattern.CASE_INSENSITIVE);

  static final String RIGHTS =
      "Give it the right to edit the object, or to create objects, in Group Policy Management.";

  private final Session session;
  private final String domain;

  private Containers(Session session, String domain) {
    this.session = session;
    this.domain = domain;
  }

  static Containers connect(Servers servers, Domain domain) {
    try {
      var session = servers.connect();
      try {
        return new Containers(session, checked(session, domain));
      } catch (LDAPException e) {
        session.close();
        throw unavailable(session, e);
      } catch (Problem e) {
        session.close();
        throw e;
      }
    } catch (SourceUnavailable e) {
      throw new Problem(
          Problem.Code.UNAVAILABLE, String.valueOf(e.getMessage()), "groupPolicy.url");
    }
  }

  private static String checked(Session session, Domain domain) throws LDAPException {
    var wanted =
        "DC=" + String.join(",DC=", List.of(domain.name().toLowerCase(Locale.ROOT).split("\\.")));
    if (!session.isActiveDirectory()) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The server at groupPolicy.url is no domain controller of Active Directory.",
          "groupPolicy.url");
    }
    if (!DN.equals(session.domain(), wanted)) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The server at groupPolicy.url is a controller of %s and not of %s."
              .formatted(session.domain(), wanted),
          "groupPolicy.domain");
    }
    return wanted;
  }

  /**
   * The name that SMB knows the account by, {@code sAMAccountName}.
   *
   * @param bindDn a distinguished name, {@code name@domain} or {@code DOMAIN\name}
   */
  String account(String bindDn) {
    if (DN.isValidDN(bindDn)) {
      return ask(() -> Optional.ofNullable(session.connection().getEntry(bindDn, ACCOUNT)))
          .map(it -> text(it, ACCOUNT))
          .filter(it -> !it.isEmpty())
          .orElseThrow(
              () ->
                  new Problem(
                      Problem.Code.CONFLICT,
                      "groupPolicy.bindDn is no account that files can be opened with: it has no"
                          + " sAMAccountName.",
                      "groupPolicy.bindDn"));
    }
    var ofThisName = Filter.createEqualityFilter("userPrincipalName", bindDn);
    var found =
        ask(
            () ->
                Session.entries(
                    session.connection().search(domain, SearchScope.SUB, ofThisName, ACCOUNT)));
    return found.stream()
        .findFirst()
        .map(it -> text(it, ACCOUNT))
        .orElseGet(() -> bindDn.replaceAll("^.*\\\\|@.*$", ""));
  }

  Optional<Container> named(String displayName) {
    var found =
        ask(
            () ->
                Session.entries(
                    session
                        .connection()
                        .search(
                            policies(),
                            SearchScope.ONE,
                            Filter.createANDFilter(
                                Filter.createEqualityFilter("objectClass", "groupPolicyContainer"),
                                Filter.createEqualityFilter("displayName", displayName)),
                            ATTRIBUTES)));
    if (found.size() > 1) {
      throw new Problem(
          Problem.Code.CONFLICT,
          ("There are %d Group Policy objects named “%s”: %s. Rename all but one, or name another"
                  + " in groupPolicy.objectName.")
              .formatted(
                  found.size(),
                  displayName,
                  String.join(", ", found.stream().map(it -> text(it, "cn")).sorted().toList())),
          "groupPolicy.objectName");
    }
    return found.stream().findFirst().map(Containers::container);
  }

  Optional<Container> withId(GpoId id) {
    return ask(() -> Optional.ofNullable(session.connection().getEntry(nameOf(id), ATTRIBUTES)))
        .map(Containers::container);
  }

  List<Link> links(GpoId id) {
    var places =
        Filter.createANDFilter(
            Filter.createORFilter(
                Stream.of("domainDNS", "organizationalUnit", "site")
                    .map(it -> Filter.createEqualityFilter("objectClass", it))
                    .toList()),
            Filter.createSubstringFilter("gPLink", null, new String[] {id.toString()}, null));
    return ask(
        () -> {
          var links = new ArrayList<Link>();
          for (var base : List.of(domain, "CN=Sites," + configuration())) {
            var found = session.connection().search(base, SearchScope.SUB, places, "gPLink");
            for (var entry : Session.entries(found)) {
              links(entry, id).forEach(links::add);
            }
          }
          return List.copyOf(links);
        });
  }

  private String configuration() throws LDAPException {
    return Optional.ofNullable(session.connection().getEntry("", "configurationNamingContext"))
        .map(it -> text(it, "configurationNamingContext"))
        .orElse("CN=Configuration," + domain);
  }

  private static Stream<Link> links(SearchResultEntry entry, GpoId id) {
    return LINK.matcher(text(entry, "gPLink"))
        .results()
        .filter(it -> it.group(1).toUpperCase(Locale.ROOT).contains(id.toString()))
        .map(it -> Integer.parseInt(it.group(2)))
        .map(options -> new Link(entry.getDN(), (options & 1) == 0, (options & 2) != 0));
  }

  boolean make(GpoId id, DirectoryObject object) {
    var container = new Entry(nameOf(id));
    container.addAttribute("objectClass", "groupPolicyContainer");
    object
        .attributes()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                container.addAttribute(name, value);
              }
            });
    return addIfAbsent(container);
  }

  boolean makeHalf(GpoId id, String half) {
    return addIfAbsent(
        new Entry(
            nameOf(id, half),
            new Attribute("objectClass", "container"),
            new Attribute("showInAdvancedViewOnly", "TRUE")));
  }

  /**
   * Looked for first: who may only edit an object may be refused before it is found to be there.
   */
  private boolean addIfAbsent(Entry entry) {
    return ask(
        () -> {
          if (session.connection().getEntry(entry.getDN(), SearchRequest.NO_ATTRIBUTES) != null) {
            return false;
          }
          try {
            session.connection().add(entry);
            return true;
          } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
              return false;
            }
            throw e;
          }
        });
  }

  void unmake(GpoId id) {
    delete(nameOf(id));
  }

  void unmakeHalf(GpoId id, String half) {
    delete(nameOf(id, half));
  }

  private void delete(String name) {
    ask(
        () -> {
          try {
            session.connection().delete(name);
          } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
              throw e;
            }
          }
          return true;
        });
  }

  private String nameOf(GpoId id, String half) {
    return "CN=%s,%s".formatted(half, nameOf(id));
  }

  /** Each old value is deleted by name, which the server refuses once it is another. */
  void replace(Container before, DirectoryObject after) {
    var wanted = after.attributes();
    var modifications =
        Stream.of(EXTENSIONS, VERSION)
            .flatMap(it -> swap(it, before.raw().get(it), wanted.getOrDefault(it, "")))
            .toList();
    ask(
        () -> {
          try {
            return session.connection().modify(nameOf(before.id()), modifications);
          } catch (LDAPException e) {
            switch (e.getResultCode().intValue()) {
              case ResultCode.NO_SUCH_ATTRIBUTE_INT_VALUE,
                  ResultCode.ATTRIBUTE_OR_VALUE_EXISTS_INT_VALUE,
                  ResultCode.CONSTRAINT_VIOLATION_INT_VALUE,
                  ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
                  throw new Problem(
                      Problem.Code.PRECONDITION_FAILED,
                      "Somebody else changed the object %s in the same moment. Plan again."
                          .formatted(before.id()));
              default -> throw e;
            }
          }
        });
  }

  private static Stream<Modification> swap(String name, @Nullable String before, String after) {
    if (Objects.equals(before, after)) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.ofNullable(before).map(it -> new Modification(ModificationType.DELETE, name, it)),
        Stream.of(after)
            .filter(it -> !it.isEmpty())
            .map(it -> new Modification(ModificationType.ADD, name, it)));
  }

  private String policies() {
    return "CN=Policies,CN=System," + domain;
  }

  private String nameOf(GpoId id) {
    return new RDN("CN", id.toString()) + "," + policies();
  }

  private static Container container(Entry entry) {
    var raw = new HashMap<String, String>();
    for (var name : List.of(VERSION, EXTENSIONS)) {
      Optional.ofNullable(entry.getAttributeValue(name)).ifPresent(it -> raw.put(name, it));
    }
    return new Container(
        GpoId.read(text(entry, "cn"), new InFile(entry.getDN())),
        new DirectoryObject(
            text(entry, "displayName"),
            text(entry, "gPCFileSysPath"),
            number(entry, "gPCFunctionalityVersion"),
            number(entry, "flags"),
            GpoVersion.of(number(entry, VERSION)),
            ExtensionNames.read(EXTENSIONS, text(entry, EXTENSIONS))),
        raw);
  }

  private static String text(Entry entry, String name) {
    return Optional.ofNullable(entry.getAttributeValue(name)).orElse("");
  }

  /** Zero where it is absent. */
  private static int number(Entry entry, String name) {
    var text = text(entry, name);
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new InvalidInput(
          name + " is no number.", new InFile(entry.getDN()), "Mend it in the directory.");
    }
  }

  private interface Request<T> {
    T send() throws LDAPException;
  }

  private <T> T ask(Request<T> request) {
    try {
      return request.send();
    } catch (LDAPException e) {
      throw unavailable(session, e);
    }
  }

  private static Problem unavailable(Session session, LDAPException e) {
    var said = String.valueOf(session.unavailable(e).getMessage());
    if (e.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
      return new Problem(
          Problem.Code.CONFLICT,
          "The account of groupPolicy.bindDn may not change that in the directory. %s %s"
              .formatted(RIGHTS, said),
          "groupPolicy.bindDn");
    }
    // What the server has answered is done or not; of what the library says nobody knows.
    return new Problem(
        e.getResultCode().isClientSideResultCode()
            ? Problem.Code.UNAVAILABLE
            : Problem.Code.CONFLICT,
        said,
        "groupPolicy.url");
  }

  @Override
  public void close() {
    session.close();
  }
}
