package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.PolicyState;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A policy of Intune's settings catalog, as Microsoft Graph's {@code
 * deviceManagement/configurationPolicies} takes it with POST and gives it with {@code
 * $expand=settings}.
 *
 * @param name the policy's name in Intune
 * @param definition the id of the setting in the tenant's catalog, such as {@code
 *     user_vendor_msft_policy_config_office16v2~policy~…}. It is asked for because it carries a
 *     version of Office's templates and is published nowhere; {@code GET
 *     deviceManagement/configurationSettings} lists it
 */
public record SettingsCatalog(String name, String definition) implements Form {

  private static final Pattern USER_SETTING =
      Pattern.compile("user_vendor_msft_policy_config_[a-z0-9_.~{}-]{1,400}");

  private static final String WITH_SETTINGS =
      "Read the policy from Microsoft Graph with $expand=settings.";

  public SettingsCatalog {
    Json.checkedName(name);
    if (!USER_SETTING.matcher(definition).matches()) {
      throw new InvalidInput(
          Text.shown(definition) + " is no id of a setting for users.",
          new InFile("policy"),
          "Take the settingDefinitionId from the settings catalog; it begins with"
              + " user_vendor_msft_policy_config_.");
    }
  }

  @Override
  public String fileName() {
    return "office-linkedin-settings-catalog.json";
  }

  /** Not configured is a policy without the setting. */
  @Override
  public byte[] write(PolicyState state) {
    return Json.bytes(
        """
        {
          "name": %s,
          "description": "Show LinkedIn features in Office applications: %s",
          "platforms": "windows10",
          "technologies": "mdm",
          "roleScopeTagIds": ["0"],
          "settings": [%s]
        }
        """
            .formatted(Json.text(name), state.words(), setting(state)));
  }

  private String setting(PolicyState state) {
    return switch (state) {
      case ENABLED -> choice(1);
      case DISABLED -> choice(0);
      case NOT_CONFIGURED -> "";
    };
  }

  private String choice(int number) {
    return "\n"
        + """
            {
              "@odata.type": "#microsoft.graph.deviceManagementConfigurationSetting",
              "settingInstance": {
                "@odata.type": "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
                "settingDefinitionId": "%s",
                "choiceSettingValue": {
                  "@odata.type": "#microsoft.graph.deviceManagementConfigurationChoiceSettingValue",
                  "value": "%s_%d",
                  "children": []
                }
              }
            }
        """
            .formatted(definition, definition, number)
        + "  ";
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    var ours =
        Json.list(file, content, "settings", WITH_SETTINGS).stream()
            .map(setting -> setting.path("settingInstance"))
            .filter(it -> definition.equalsIgnoreCase(Json.string(it.path("settingDefinitionId"))))
            .toList();
    if (ours.size() > 1) {
      throw new InvalidInput(
          "the setting is there " + ours.size() + " times.", new InFile(file), "Leave it in once.");
    }
    return ours.isEmpty() ? PolicyState.NOT_CONFIGURED : state(file, ours.get(0));
  }

  private PolicyState state(String file, JsonNode instance) {
    var value = Json.string(instance.path("choiceSettingValue").path("value"));
    if (value.equalsIgnoreCase(definition + "_1")) {
      return PolicyState.ENABLED;
    }
    if (value.equalsIgnoreCase(definition + "_0")) {
      return PolicyState.DISABLED;
    }
    throw new InvalidInput(
        Text.shown(value) + " is no choice of the setting.",
        new InFile(file),
        "Make it the setting's id with _1 (Enabled) or _0 (Disabled) at the end.");
  }
}
