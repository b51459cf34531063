package dev.entente.grouppolicy.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.form.RegistryPol;
import dev.entente.grouppolicy.gpo.GpoBackup;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferTests {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @EnumSource(
      value = Offer.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"BACKUP"})
  void everyFormComesBackInTheStateItWasWrittenIn(Offer offer) {
    var form = offer.form("Office", idFor(offer)).orElseThrow();
    for (var state : PolicyState.values()) {
      var file = offer.file(state, "Office", idFor(offer), NOW);

      assertThat(file.name()).isEqualTo(form.fileName());
      assertThat(form.read(file.name(), file.content())).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyState.class)
  void aBackupHoldsAnObjectOfThatNameInTheState(PolicyState state) {
    var zip = Offer.BACKUP.file(state, "Office", "", NOW);

    var backup = GpoBackup.read(zip.name(), zip.content()).get(0);
    assertThat(backup.id()).isEqualTo(Offer.backupId(state));
    assertThat(backup.object().directory().displayName()).isEqualTo("Office");
    assertThat(backup.object().userPolicy().toBytes()).isEqualTo(new RegistryPol().write(state));
  }

  @ParameterizedTest
  @EnumSource(
      value = Offer.class,
      names = {"SETTINGS_CATALOG", "CUSTOM_PROFILE"})
  void whatNeedsAnIdIsRefusedWithoutOne(Offer offer) {
    assertThat(offer.needsId()).isTrue();
    assertThatThrownBy(() -> offer.file(PolicyState.ENABLED, "Office", "", NOW))
        .isInstanceOf(InvalidInput.class);
  }

  private static String idFor(Offer offer) {
    return offer == Offer.CUSTOM_PROFILE
        ? "./User/Vendor/MSFT/Policy/Config/office16~Policy~L_MicrosoftOffice/L_LinkedIn"
        : "user_vendor_msft_policy_config_office16v2~policy~l_linkedin";
  }
}
