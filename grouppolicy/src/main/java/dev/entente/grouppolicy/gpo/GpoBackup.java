package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.zip.ZipEntries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A backup of a Group Policy object as {@code Backup-GPO} makes and {@code Import-GPO} reads it,
 * its user side only. Microsoft has not published the format; the shape is that of backups of
 * Windows that are public.
 *
 * @param id what {@code Import-GPO -BackupId} takes
 * @param domain the one that the object was backed up from, as {@code northlight.example}
 * @param time in whole seconds
 */
public record GpoBackup(
    GpoId id, GroupPolicyObject object, String domain, Instant time, String comment) {

  public GpoBackup {
    time = time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** A backup without a comment. */
  public static GpoBackup of(GroupPolicyObject object, UUID id, String domain, Instant time) {
    return new GpoBackup(new GpoId(id), object, domain, time, "");
  }

  /** All backups in a ZIP archive, wherever in it; one at least. */
  public static List<GpoBackup> read(String file, byte[] zip) {
    return GpoBackupReader.read(
        file,
        ZipEntries.read(
            file,
            zip,
            "Pack the backup's folder with its manifest.xml again, with nothing else in it."));
  }

  /** A ZIP archive to unpack and give to {@code Import-GPO}; the same bytes for the same backup. */
  public byte[] toZip() {
    return new GpoBackupWriter(this).toZip();
  }
}
