package dev.entente.grouppolicy.gpo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of a backup in the shape of Microsoft's own. */
final class GpoBackupWriter {

  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private static final String NAMESPACE = "http://www.microsoft.com/GroupPolicy/GPOOperations";
  private static final String MANIFEST = NAMESPACE + "/Manifest";
  private static final String UNKNOWN = "{00000000-0000-0000-0000-000000000000}";

  /** What copies files that no extension owns into and out of a backup. */
  private static final String OTHER_FILES = "{F15C46CD-82A0-4C2D-A210-5D0D3182A418}";

  /**
   * O:BAG:BAD:(A;;GA;;;SY)(A;;GA;;;BA) as [MS-DTYP] §2.4.6 lays it out: an import leaves
   * permissions alone but wants to read some, and these name nobody of any domain.
   */
  private static final String SECURITY_DESCRIPTOR =
      "01 00 04 80 14 00 00 00 24 00 00 00 00 00 00 00 34 00 00 00" // header with four offsets
          + " 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00" // owner BA
          + " 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00" // group BA
          + " 02 00 34 00 02 00 00 00" // two entries
          + " 00 00 14 00 00 00 00 10 01 01 00 00 00 00 00 05 12 00 00 00" // GA for SY
          + " 00 00 18 00 00 00 00 10 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00"; // for BA

  private final GpoBackup backup;
  private final GroupPolicyObject object;

  GpoBackupWriter(GpoBackup backup) {
    this.backup = backup;
    this.object = backup.object();
  }

  byte[] toZip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (var file : files().entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Map<String, byte[]> files() {
    var folder = backup.id() + "/";
    var sysvol = folder + "DomainSysvol/GPO/";
    var files = new LinkedHashMap<String, byte[]>();
    files.put("manifest.xml", manifest());
    files.put(folder + "Backup.xml", backupXml());
    files.put(folder + "bkupInfo.xml", info());
    files.put(sysvol + "Machine/", new byte[0]);
    files.put(sysvol + "User/registry.pol", object.userPolicy().toBytes());
    if (hasComments()) {
      files.put(sysvol + "User/comment.cmtx", object.userComments().toBytes());
    }
    return files;
  }

  private boolean hasComments() {
    return !object.userComments().equals(PolicyComments.NONE);
  }

  /** Not deflated: how that comes out differs from one JDK to the next. */
  private ZipEntry entry(String name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(LocalDateTime.ofInstant(backup.time(), ZoneOffset.UTC));
    return entry;
  }

  private byte[] manifest() {
    var xml = new XmlOut().open("Backups", "xmlns", MANIFEST, "xmlns:mfst", MANIFEST);
    xml.attribute("mfst:version", "1.0").open("BackupInst");
    return instance(xml).close().close().toBytes();
  }

  private byte[] info() {
    return instance(new XmlOut().open("BackupInst", "xmlns", MANIFEST)).close().toBytes();
  }

  private XmlOut instance(XmlOut xml) {
    return xml.cdata("GPOGuid", object.id().toString())
        .cdata("GPODomain", backup.domain())
        .cdata("GPODomainGuid", UNKNOWN)
        .cdata("GPODomainController", backup.domain())
        .cdata("BackupTime", TIME.format(backup.time().atOffset(ZoneOffset.UTC)))
        .cdata("ID", backup.id().toString())
        .cdata("Comment", backup.comment())
        .cdata("GPODisplayName", object.directory().displayName());
  }

  private byte[] backupXml() {
    var xml = new XmlOut().declaration();
    xml.open(
        "GroupPolicyBackupScheme",
        "bkp:version",
        "2.0",
        "bkp:type",
        "GroupPolicyBackupTemplate",
        "xmlns:bkp",
        NAMESPACE,
        "xmlns",
        NAMESPACE);
    xml.line(2).open("GroupPolicyObject").empty("SecurityGroups").empty("FilePaths");
    coreSettings(xml);
    xml.line(4).open("GroupPolicyExtension", "bkp:ID", ExtensionNames.REGISTRY);
    xml.attribute("bkp:DescName", "Registry");
    file(xml, "FSObjectFile", "registry.pol");
    xml.line(6)
        .empty(
            "FSObjectFile",
            "bkp:Path",
            "%GPO_FSPATH%\\Adm\\*.*",
            "bkp:SourceExpandedPath",
            object.directory().fileSysPath() + "\\Adm\\*.*");
    xml.line(4).close();
    if (hasComments()) {
      xml.line(4).open("GroupPolicyExtension", "bkp:ID", OTHER_FILES);
      xml.attribute("bkp:DescName", "Unknown Extension");
      file(xml, "FSObjectFile", "comment.cmtx");
      xml.line(4).close();
    }
    return xml.line(2).close().line(0).close().toBytes();
  }

  private void coreSettings(XmlOut xml) {
    var directory = object.directory();
    xml.line(4)
        .open("GroupPolicyCoreSettings")
        .cdata("ID", object.id().toString())
        .cdata("Domain", backup.domain())
        .open("SecurityDescriptor")
        .text(SECURITY_DESCRIPTOR)
        .close()
        .cdata("DisplayName", directory.displayName())
        .cdata("Options", Integer.toString(directory.flags()))
        .cdata(
            "UserVersionNumber", both(directory.version().user(), object.gptIni().version().user()))
        .cdata(
            "MachineVersionNumber",
            both(directory.version().computer(), object.gptIni().version().computer()))
        .empty("MachineExtensionGuids");
    if (directory.userExtensions().equals(ExtensionNames.NONE)) {
      xml.empty("UserExtensionGuids");
    } else {
      xml.cdata("UserExtensionGuids", directory.userExtensions().toString());
    }
    xml.empty("WMIFilter").close();
  }

  /** A side's version in the directory above that of its files. */
  private static String both(int directory, int files) {
    return Integer.toUnsignedString(directory << 16 | files);
  }

  private void file(XmlOut xml, String element, String name) {
    xml.line(6)
        .empty(
            element,
            "bkp:Path",
            "%GPO_USER_FSPATH%\\" + name,
            "bkp:SourceExpandedPath",
            object.directory().fileSysPath() + "\\User\\" + name,
            "bkp:Location",
            "DomainSysvol\\GPO\\User\\" + name);
  }
}
