package dev.entente.server.directory.file;

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
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a directory from two CSV files (RFC 4180, with header). {@code people.csv}: {@code id,
 * userPrincipalName, displayName, givenName, surname, mail, jobTitle, department, companyName,
 * manager, accountEnabled, photo}, the manager by user principal name, the photo (PNG or JPEG) in
 * Base64. {@code groups.csv}: {@code id, displayName, mail, kind, members}, members separated by
 * semicolons, people by user principal name and groups by id.
 *
 * <p>Every fault is a {@link Problem} with file and line, and the load then does not happen.
 */
public final class CsvDirectory {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private static final List<String> PEOPLE_COLUMNS =
      List.of("id", "userPrincipalName", "displayName", "manager", "accountEnabled");
  private static final List<String> GROUP_COLUMNS = List.of("id", "displayName", "kind", "members");

  private final Map<String, UUID> peopleByName = new HashMap<>();
  private final Set<UUID> people = new HashSet<>();
  private final Map<UUID, Group.Kind> kinds = new HashMap<>();

  private CsvDirectory() {}

  /**
   * @return everything: all people, all groups, and each group's members
   * @throws Problem INVALID_REQUEST with the file, the record and the rule it breaks
   */
  public static List<DirectoryChange> read(String people, String groups) {
    return new CsvDirectory()
        .load(
            records("people.csv", people, PEOPLE_COLUMNS),
            records("groups.csv", groups, GROUP_COLUMNS));
  }

  private List<DirectoryChange> load(List<CSVRecord> people, List<CSVRecord> groups) {
    people.forEach(this::name);
    groups.forEach(this::kind);
    List<DirectoryChange> load = new ArrayList<>();
    people.stream().map(this::person).forEach(load::add);
    groups.stream().map(this::group).forEach(load::add);
    groups.stream().map(this::members).forEach(load::add);
    return load;
  }

  /** The header is required even of a file without records: an empty upload is a mistake. */
  private static List<CSVRecord> records(String file, String text, List<String> columns) {
    refuseNul(file, text);
    try (var parser = FORMAT.parse(new StringReader(withoutByteOrderMark(text)))) {
      for (var column : columns) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw fault(file, "the column %s is missing".formatted(column));
        }
      }
      return parser.getRecords();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw fault(file, "not well-formed CSV: " + e.getMessage());
    }
  }

  /** A database holds none in its texts; a file of UTF-16 is full of them. */
  private static void refuseNul(String file, String text) {
    var at = text.indexOf('\0');
    if (at >= 0) {
      throw fault(
          file,
          "line %d: a NUL character, which no text holds; save the file as UTF-8"
              .formatted(1 + text.substring(0, at).chars().filter(it -> it == '\n').count()));
    }
  }

  /** Spreadsheets put one in front of UTF-8. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void name(CSVRecord record) {
    var name = required("people.csv", record, "userPrincipalName").toLowerCase(Locale.ROOT);
    var id = guid("people.csv", record);
    if (!people.add(id)) {
      throw fault("people.csv", record, "the id %s is used twice".formatted(id));
    }
    if (peopleByName.put(name, id) != null) {
      throw fault("people.csv", record, "the user principal name %s is used twice".formatted(name));
    }
  }

  private void kind(CSVRecord record) {
    var kind =
        Group.Kind.of(required("groups.csv", record, "kind"))
            .orElseThrow(() -> fault("groups.csv", record, "kind is security or microsoft365"));
    if (kinds.put(guid("groups.csv", record), kind) != null) {
      throw fault("groups.csv", record, "the id is used twice");
    }
  }

  private PutPerson person(CSVRecord record) {
    return new PutPerson(
        new Person(
            new UserId(guid("people.csv", record)),
            required("people.csv", record, "userPrincipalName"),
            required("people.csv", record, "displayName"),
            text(record, "givenName"),
            text(record, "surname"),
            text(record, "mail"),
            text(record, "jobTitle"),
            text(record, "department"),
            text(record, "companyName"),
            text(record, "manager").map(it -> new UserId(personNamed(it, "people.csv", record))),
            flag(record)),
        text(record, "photo").map(it -> photo(it, record)));
  }

  private static Photo photo(String base64, CSVRecord record) {
    try {
      return Photo.of(Base64.getDecoder().decode(base64)).orElseThrow(() -> notAPhoto(record));
    } catch (IllegalArgumentException _) {
      throw notAPhoto(record);
    }
  }

  private static Problem notAPhoto(CSVRecord record) {
    return fault("people.csv", record, "photo is not a PNG or JPEG in Base64");
  }

  private PutGroup group(CSVRecord record) {
    var id = guid("groups.csv", record);
    return new PutGroup(
        new Group(
            new GroupId(id),
            required("groups.csv", record, "displayName"),
            text(record, "mail"),
            kindOf(id).orElseThrow()));
  }

  private SetMembers members(CSVRecord record) {
    var group = guid("groups.csv", record);
    List<UserId> people = new ArrayList<>();
    List<GroupId> groups = new ArrayList<>();
    for (var member : named(record)) {
      if (member.contains("@")) {
        people.add(new UserId(personNamed(member, "groups.csv", record)));
      } else {
        groups.add(new GroupId(nested(group, member, record)));
      }
    }
    return new SetMembers(new GroupId(group), people, groups);
  }

  private static List<String> named(CSVRecord record) {
    return text(record, "members").stream()
        .flatMap(it -> Arrays.stream(it.split(";", -1)))
        .map(String::strip)
        .toList();
  }

  private UUID personNamed(String name, String file, CSVRecord record) {
    return Optional.ofNullable(peopleByName.get(name.toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> fault(file, record, "nobody in people.csv is called " + name));
  }

  private UUID nested(UUID group, String member, CSVRecord record) {
    var id =
        UserId.find(member)
            .map(UserId::value)
            .orElseThrow(
                () ->
                    fault(
                        "groups.csv",
                        record,
                        member + " is neither a user principal name nor a group's id"));
    var kind =
        kindOf(id).orElseThrow(() -> fault("groups.csv", record, "no group has the id " + id));
    if (kind == Group.Kind.MICROSOFT_365
        || kindOf(group).equals(Optional.of(Group.Kind.MICROSOFT_365))) {
      throw fault("groups.csv", record, "Microsoft 365 groups do not nest");
    }
    return id;
  }

  private Optional<Group.Kind> kindOf(UUID group) {
    return Optional.ofNullable(kinds.get(group));
  }

  private static boolean flag(CSVRecord record) {
    return switch (required("people.csv", record, "accountEnabled").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault("people.csv", record, "accountEnabled is true or false");
    };
  }

  private static UUID guid(String file, CSVRecord record) {
    return UserId.find(required(file, record, "id"))
        .map(UserId::value)
        .orElseThrow(() -> fault(file, record, "id is not a GUID"));
  }

  private static String required(String file, CSVRecord record, String column) {
    return text(record, column).orElseThrow(() -> fault(file, record, column + " is empty"));
  }

  private static Optional<String> text(CSVRecord record, String column) {
    return record.isSet(column)
        ? Optional.of(record.get(column)).filter(it -> !it.isBlank())
        : Optional.empty();
  }

  private static Problem fault(String file, CSVRecord record, String what) {
    return fault(file, "record %d: %s".formatted(record.getRecordNumber(), what));
  }

  private static Problem fault(String file, String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "%s, %s.".formatted(file, what), file);
  }
}
