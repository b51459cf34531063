package dev.entente.server.directory.file;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.Photo;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory from LDIF (RFC 2849), as {@code slapcat} or {@code ldapsearch} export it.
 * People are {@code inetOrgPerson} (RFC 2798), groups {@code groupOfNames} and {@code
 * groupOfUniqueNames}, ids {@code entryUUID} (RFC 4530); other entries are passed over. The user
 * principal name is {@code userPrincipalName}, or else {@code mail}. An account is disabled that
 * {@code nsAccountLock} or the password policy's permanent lock says is.
 *
 * <p>Every fault is a {@link Problem} with line or entry, and the load then does not happen.
 */
public final class LdifDirectory {

  private static final String FILE = "directory.ldif";
  private static final Pattern FOLD = Pattern.compile("\r?\n ");
  private static final Pattern URL_VALUE = Pattern.compile("(?m)^[^:\n]*:<");

  /** RFC 4517 §3.3.21: behind a name, should names ever be used again. */
  private static final Pattern UNIQUE_IDENTIFIER = Pattern.compile("#'[01]*'B$");

  /** draft-behera-ldap-password-policy §5.3.3: locked until an administrator unlocks it. */
  private static final String LOCKED_FOR_GOOD = "000001010000Z";

  private final Map<DN, UUID> people = new HashMap<>();
  private final Map<DN, UUID> groups = new HashMap<>();
  private final Set<UUID> ids = new HashSet<>();
  private final Set<String> principalNames = new HashSet<>();

  private LdifDirectory() {}

  /**
   * @return everything: all people, all groups, and each group's members
   * @throws Problem INVALID_REQUEST with the line or entry and the rule it breaks
   */
  public static List<DirectoryChange> read(String ldif) {
    refuseUrlValues(ldif);
    return new LdifDirectory().load(entries(ldif));
  }

  /** RFC 2849 lets a value be fetched from a URL, {@code file:} too: none of our files. */
  private static void refuseUrlValues(String ldif) {
    if (URL_VALUE.matcher(FOLD.matcher(ldif).replaceAll("")).find()) {
      throw fault("values by URL (attribute:< …) are not read");
    }
  }

  private List<DirectoryChange> load(List<Entry> entries) {
    var personEntries = entries.stream().filter(it -> it.hasObjectClass("inetOrgPerson")).toList();
    var groupEntries = entries.stream().filter(LdifDirectory::isGroup).toList();
    personEntries.forEach(it -> name(people, it));
    groupEntries.forEach(it -> name(groups, it));
    List<DirectoryChange> load = new ArrayList<>();
    personEntries.stream().map(this::person).forEach(load::add);
    groupEntries.stream().map(LdifDirectory::group).forEach(load::add);
    groupEntries.stream().map(this::members).forEach(load::add);
    return load;
  }

  private static boolean isGroup(Entry entry) {
    return entry.hasObjectClass("groupOfNames") || entry.hasObjectClass("groupOfUniqueNames");
  }

  private static List<Entry> entries(String ldif) {
    var entries = new ArrayList<Entry>();
    try (var reader = new LDIFReader(new BufferedReader(new StringReader(ldif)))) {
      for (var entry = next(reader); entry != null; entry = next(reader)) {
        entries.add(entry);
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Entry next(LDIFReader reader) throws IOException {
    try {
      return reader.readEntry();
    } catch (LDIFException e) {
      // The library's own sentence, which ends in a full stop of its own.
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "%s, line %d: %s".formatted(FILE, e.getLineNumber(), e.getMessage()),
          FILE);
    } catch (NoSuchElementException _) {
      // The library trips over a version line that nothing follows.
      throw new Problem(
          Problem.Code.INVALID_REQUEST, FILE + ": nothing follows a version line.", FILE);
    }
  }

  private void name(Map<DN, UUID> named, Entry entry) {
    var id = id(entry);
    if (!ids.add(id)) {
      throw fault(entry, "the entryUUID %s is used twice".formatted(id));
    }
    if (named.put(dn(entry.getDN(), entry), id) != null) {
      throw fault(entry, "the entry is there twice");
    }
  }

  private PutPerson person(Entry entry) {
    var principalName =
        text(entry, "userPrincipalName")
            .or(() -> text(entry, "mail"))
            .orElseThrow(() -> fault(entry, "userPrincipalName and mail are missing"));
    if (!principalNames.add(principalName.toLowerCase(Locale.ROOT))) {
      throw fault(entry, "the user principal name %s is used twice".formatted(principalName));
    }
    return new PutPerson(
        new Person(
            new UserId(id(entry)),
            principalName,
            text(entry, "displayName").orElseGet(() -> required(entry, "cn")),
            text(entry, "givenName"),
            text(entry, "sn"),
            text(entry, "mail"),
            text(entry, "title"),
            text(entry, "departmentNumber").or(() -> text(entry, "ou")),
            text(entry, "o"),
            text(entry, "manager").map(it -> new UserId(manager(it, entry))),
            !isLocked(entry)),
        photo(entry));
  }

  private static PutGroup group(Entry entry) {
    return new PutGroup(
        new Group(
            new GroupId(id(entry)),
            required(entry, "cn"),
            text(entry, "mail"),
            Group.Kind.SECURITY));
  }

  private SetMembers members(Entry entry) {
    List<UserId> people = new ArrayList<>();
    List<GroupId> groups = new ArrayList<>();
    for (var member : named(entry)) {
      if (this.people.containsKey(member)) {
        people.add(new UserId(this.people.get(member)));
      } else if (this.groups.containsKey(member)) {
        groups.add(new GroupId(this.groups.get(member)));
      } else {
        throw fault(entry, "no person and no group in the file is " + member);
      }
    }
    return new SetMembers(new GroupId(id(entry)), people, groups);
  }

  private static List<DN> named(Entry entry) {
    return Stream.of("member", "uniqueMember")
        .flatMap(it -> Optional.ofNullable(entry.getAttributeValues(it)).stream())
        .flatMap(Arrays::stream)
        .map(it -> dn(UNIQUE_IDENTIFIER.matcher(it).replaceFirst(""), entry))
        .distinct()
        .toList();
  }

  private UUID manager(String text, Entry entry) {
    return Optional.ofNullable(people.get(dn(text, entry)))
        .orElseThrow(() -> fault(entry, "nobody in the file is the manager " + text));
  }

  private static boolean isLocked(Entry entry) {
    return entry.hasAttributeValue("nsAccountLock", "true")
        || entry.hasAttributeValue("pwdAccountLockedTime", LOCKED_FOR_GOOD);
  }

  private static Optional<Photo> photo(Entry entry) {
    return Optional.ofNullable(entry.getAttributeValueBytes("jpegPhoto"))
        .map(
            it ->
                Photo.of(it).orElseThrow(() -> fault(entry, "jpegPhoto is neither JPEG nor PNG")));
  }

  private static UUID id(Entry entry) {
    return UserId.find(required(entry, "entryUUID"))
        .map(UserId::value)
        .orElseThrow(() -> fault(entry, "entryUUID is not a UUID"));
  }

  private static DN dn(String text, Entry entry) {
    try {
      return new DN(text);
    } catch (LDAPException _) {
      throw fault(entry, text + " is not a distinguished name");
    }
  }

  private static String required(Entry entry, String attribute) {
    return text(entry, attribute).orElseThrow(() -> fault(entry, attribute + " is missing"));
  }

  private static Optional<String> text(Entry entry, String attribute) {
    var text = Optional.ofNullable(entry.getAttributeValue(attribute)).map(String::strip);
    if (text.filter(it -> it.indexOf('\0') >= 0).isPresent()) {
      throw fault(entry, attribute + " holds a NUL character, which no text does");
    }
    return text.filter(it -> !it.isEmpty());
  }

  private static Problem fault(Entry entry, String what) {
    return fault("%s: %s".formatted(entry.getDN(), what));
  }

  private static Problem fault(String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "%s, %s.".formatted(FILE, what), FILE);
  }
}
