package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.form.Form;
import dev.entente.grouppolicy.form.Hive;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.Setting;
import dev.entente.grouppolicy.form.Settings;
import dev.entente.grouppolicy.gpo.GpoBackup;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A file of the policy in a form that somebody named. */
record PolicyFile(Offer offer, Form form) {

  /**
   * What a file turned out to be.
   *
   * @param state of the policy, or {@code malformed} for a value that is none of its states
   * @param settings all that it does to the registry, where the form says it
   */
  record Reading(String file, Offer form, String state, List<JsonNode> settings) {}

  /** In the form that was named. */
  Reading read(String file, byte[] content) {
    return new Reading(file, offer, Choices.label(form.read(file, content)), List.of());
  }

  /** In the form that the first bytes tell; several for an archive with several backups. */
  static List<Reading> told(String file, byte[] content) {
    return isArchive(content)
        ? GpoBackup.read(file, content).stream()
            .map(it -> reading(file + ", " + it.id(), Offer.BACKUP, it.object().userPolicy()))
            .toList()
        : List.of(ofComputer(file, content));
  }

  private static boolean isArchive(byte[] content) {
    return content.length >= 2 && content[0] == 'P' && content[1] == 'K';
  }

  private static Reading ofComputer(String file, byte[] content) {
    var read = ComputerFile.read(file, content);
    return switch (read.kind()) {
      case REGISTRY_POL -> reading(file, Offer.REGISTRY_POL, read.layer().user());
      case REG_FILE -> reading(file, Offer.REG_FILE, RegFile.settings(file, content));
      case LGPO_TEXT -> reading(file, Offer.LGPO_TEXT, LgpoText.settings(file, content));
    };
  }

  private static Reading reading(String file, Offer form, RegistryPolicy user) {
    return reading(
        file,
        form,
        new Settings(
            user.entries().stream().map(it -> new Setting(Hive.CURRENT_USER, it)).toList()));
  }

  private static Reading reading(String file, Offer form, Settings settings) {
    var value =
        settings
            .policy(Hive.CURRENT_USER)
            .value(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE);
    return new Reading(
        file,
        form,
        PolicyValue.state(value).map(Choices::label).orElse("malformed"),
        settings.settings().stream().map(PolicyFile::json).toList());
  }

  private static JsonNode json(Setting setting) {
    var entry = setting.entry();
    return Api.object()
        .put("hive", setting.hive().name())
        .put("key", entry.key())
        .put("valueName", entry.valueName())
        .put("value", PolicyValue.words(entry.value()));
  }
}
