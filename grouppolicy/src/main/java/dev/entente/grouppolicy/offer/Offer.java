package dev.entente.grouppolicy.offer;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.form.CloudPolicyNotes;
import dev.entente.grouppolicy.form.CustomProfile;
import dev.entente.grouppolicy.form.Form;
import dev.entente.grouppolicy.form.GroupPolicyScript;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.form.RegistryScript;
import dev.entente.grouppolicy.form.SettingsCatalog;
import dev.entente.grouppolicy.gpo.GpoBackup;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GroupPolicyObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One of the files. The names are part of the API and the command line. */
public enum Offer {
  /** A ZIP archive with a backup of a Group Policy object; the only one that is no {@link Form}. */
  BACKUP(false),
  REGISTRY_POL(false),
  REG_FILE(false),
  LGPO_TEXT(false),
  GROUP_POLICY_SCRIPT(false),
  REGISTRY_SCRIPT(false),
  SETTINGS_CATALOG(true),
  CUSTOM_PROFILE(true),
  CLOUD_POLICY_NOTES(false);

  /** What a Group Policy object or a policy of Intune is called, unless somebody says otherwise. */
  public static final String USUAL_NAME = "LinkedIn in Office";

  private static final String NO_DOMAIN = "entente.example";

  private final boolean needsId;

  Offer(boolean needsId) {
    this.needsId = needsId;
  }

  /** Whether it has to be told the setting's id, or the OMA-URI, that Intune has for the policy. */
  public boolean needsId() {
    return needsId;
  }

  /**
   * The form; empty for a backup.
   *
   * @param name of the Group Policy object, or of the policy in Intune
   * @param id see {@link #needsId}
   * @throws dev.entente.grouppolicy.InvalidInput when the name or the id cannot be one
   */
  public Optional<Form> form(String name, String id) {
    return switch (this) {
      case BACKUP -> Optional.empty();
      case REGISTRY_POL -> Optional.of(new RegistryPol());
      case REG_FILE -> Optional.of(new RegFile());
      case LGPO_TEXT -> Optional.of(new LgpoText());
      case GROUP_POLICY_SCRIPT -> Optional.of(new GroupPolicyScript(name));
      case REGISTRY_SCRIPT -> Optional.of(new RegistryScript());
      case SETTINGS_CATALOG -> Optional.of(new SettingsCatalog(name, id));
      case CUSTOM_PROFILE -> Optional.of(new CustomProfile(name, id));
      case CLOUD_POLICY_NOTES -> Optional.of(new CloudPolicyNotes());
    };
  }

  /** The file in a state; parameters as in {@link #form}, and the time that a backup is from. */
  public OfferedFile file(PolicyState state, String name, String id, Instant time) {
    return form(name, id)
        .map(form -> new OfferedFile(form.fileName(), form.write(state)))
        .orElseGet(() -> new OfferedFile("office-linkedin-gpo.zip", backup(state, name, time)));
  }

  /**
   * What {@code Import-GPO -BackupId} takes; one for each state, so that they fit in one folder.
   */
  public static GpoId backupId(PolicyState state) {
    return new GpoId(uuid("backup, " + state));
  }

  private static byte[] backup(PolicyState state, String name, Instant time) {
    var object = GroupPolicyObject.fresh(new GpoId(uuid("object, " + state)), NO_DOMAIN, name);
    return GpoBackup.of(object.to(state).after(), backupId(state).guid(), NO_DOMAIN, time).toZip();
  }

  private static UUID uuid(String of) {
    return UUID.nameUUIDFromBytes(
        ("dev.entente.grouppolicy " + of).getBytes(StandardCharsets.UTF_8));
  }
}
