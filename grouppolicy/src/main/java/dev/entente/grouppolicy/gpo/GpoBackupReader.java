package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.xml.SafeXml;
import dev.entente.grouppolicy.xml.XmlElement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads what the user side needs of a backup's files; the rest may be there and is not looked at.
 */
final class GpoBackupReader {

  private static final String BACKUP_AGAIN = "Make the backup again with Backup-GPO.";
  private static final String BACKUP_XML = "Backup.xml";

  /**
   * Elements take far more memory than their text; these list the files and groups of an object.
   */
  private static final int MAX_XML = 512 << 10;

  private final Map<String, byte[]> files;
  private final String folder;

  private GpoBackupReader(Map<String, byte[]> files, String backupXml) {
    this.files = files;
    this.folder = backupXml.substring(0, backupXml.length() - BACKUP_XML.length());
  }

  static List<GpoBackup> read(String file, Map<String, byte[]> files) {
    var backups =
        files.keySet().stream()
            .filter(it -> ("/" + it).toLowerCase(Locale.ROOT).endsWith("/backup.xml"))
            .map(it -> new GpoBackupReader(files, it).read())
            .toList();
    if (backups.isEmpty()) {
      throw new InvalidInput(
          "there is no Backup.xml in the archive.",
          new InFile(file),
          "Pack the whole folder that Backup-GPO wrote, with the folder {…} in it.");
    }
    return backups;
  }

  private GpoBackup read() {
    var settings = coreSettings();
    var id = GpoId.read(line(settings, "ID"), settings.place());
    var domain = line(settings, "Domain");
    var version = version(settings);
    var directory =
        DirectoryObject.fresh(id, domain, line(settings, "DisplayName"))
            .with(number(settings, "Options"), version, extensions(settings));
    var object =
        new GroupPolicyObject(
            id,
            directory,
            GptIni.of(version),
            file("User/registry.pol", RegistryPolicy::read).orElse(RegistryPolicy.EMPTY),
            file(
                    "User/comment.cmtx",
                    (path, bytes) -> PolicyComments.read(path, small(path, bytes)))
                .orElse(PolicyComments.NONE));
    var info = info();
    return new GpoBackup(
        backupId(),
        object,
        domain,
        info.map(this::time).orElse(Instant.EPOCH),
        info.flatMap(it -> it.child("Comment")).map(XmlElement::text).orElse(""));
  }

  private XmlElement coreSettings() {
    var path = folder + BACKUP_XML;
    var root = xml(path).orElseThrow();
    return root.child("GroupPolicyObject")
        .flatMap(it -> it.child("GroupPolicyCoreSettings"))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "there are no GroupPolicyCoreSettings.", root.place(), BACKUP_AGAIN));
  }

  private Optional<XmlElement> info() {
    return xml(folder + "bkupInfo.xml");
  }

  /** The folder's name is what {@code Import-GPO} goes by. */
  private GpoId backupId() {
    var path = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return GpoId.read(path.substring(path.lastIndexOf('/') + 1), new InFile(folder + BACKUP_XML));
  }

  private Instant time(XmlElement info) {
    var text = info.child("BackupTime").map(XmlElement::text).orElse("").strip();
    try {
      return LocalDateTime.parse(text, GpoBackupWriter.TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new InvalidInput("BackupTime is no time.", info.place(), BACKUP_AGAIN);
    }
  }

  private static GpoVersion version(XmlElement settings) {
    return new GpoVersion(
        number(settings, "UserVersionNumber") >>> 16,
        number(settings, "MachineVersionNumber") >>> 16);
  }

  private static ExtensionNames extensions(XmlElement settings) {
    return settings
        .child("UserExtensionGuids")
        .map(it -> ExtensionNames.read("UserExtensionGuids", it.text()))
        .orElse(ExtensionNames.NONE);
  }

  private static int number(XmlElement settings, String name) {
    try {
      return Integer.parseUnsignedInt(line(settings, name));
    } catch (NumberFormatException e) {
      throw new InvalidInput(name + " is no number.", settings.place(), BACKUP_AGAIN);
    }
  }

  private static String line(XmlElement settings, String name) {
    var text = settings.child(name).map(XmlElement::text).map(String::strip).orElse("");
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(
          "there is no " + name + ", or it is more than one line.", settings.place(), BACKUP_AGAIN);
    }
    return text;
  }

  private Optional<XmlElement> xml(String path) {
    return content(path).map(it -> SafeXml.read(path, small(path, it)));
  }

  private static byte[] small(String path, byte[] bytes) {
    if (bytes.length > MAX_XML) {
      throw new InvalidInput(
          "the file is larger than " + (MAX_XML >> 10) + " KB.", new InFile(path), BACKUP_AGAIN);
    }
    return bytes;
  }

  private <T> Optional<T> file(String name, BiFunction<String, byte[], T> read) {
    var path = folder + "DomainSysvol/GPO/" + name;
    return content(path).map(it -> read.apply(path, it));
  }

  private Optional<byte[]> content(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
