package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.PolicyState;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A custom profile of Intune with one OMA-URI, as Microsoft Graph's {@code
 * deviceManagement/deviceConfigurations} takes and gives it. Policies that come from a template are
 * set to {@code <enabled/>} or {@code <disabled/>} (“Understanding ADMX policies” of Windows client
 * management).
 *
 * @param name the profile's name in Intune
 * @param omaUri where the policy is, {@code ./User/Vendor/MSFT/Policy/Config/AREA/POLICY}. It is
 *     asked for because the area is named after the template as it was brought into Intune
 */
public record CustomProfile(String name, String omaUri) implements Form {

  private static final Pattern USER_POLICY =
      Pattern.compile(
          "\\./User/Vendor/MSFT/Policy/Config/[A-Za-z0-9_.~-]{1,300}/[A-Za-z0-9_.-]{1,200}");

  public CustomProfile {
    Json.checkedName(name);
    if (!USER_POLICY.matcher(omaUri).matches()) {
      throw new InvalidInput(
          Text.shown(omaUri) + " is no OMA-URI of a policy for users.",
          new InFile("profile"),
          "Write ./User/Vendor/MSFT/Policy/Config/, the area, a slash, and the policy.");
    }
  }

  @Override
  public String fileName() {
    return "office-linkedin-custom-profile.json";
  }

  /** Not configured is a profile without the OMA-URI. */
  @Override
  public byte[] write(PolicyState state) {
    return Json.bytes(
        """
        {
          "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
          "displayName": %s,
          "description": "Show LinkedIn features in Office applications: %s",
          "omaSettings": [%s]
        }
        """
            .formatted(Json.text(name), state.words(), setting(state)));
  }

  private String setting(PolicyState state) {
    return switch (state) {
      case ENABLED -> setting("<enabled/>");
      case DISABLED -> setting("<disabled/>");
      case NOT_CONFIGURED -> "";
    };
  }

  private String setting(String value) {
    return "\n"
        + """
            {
              "@odata.type": "#microsoft.graph.omaSettingString",
              "displayName": "Show LinkedIn features in Office applications",
              "omaUri": "%s",
              "value": "%s"
            }
        """
            .formatted(omaUri, value)
        + "  ";
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    var ours =
        Json.list(file, content, "omaSettings", "Export a custom profile for Windows.").stream()
            .filter(it -> omaUri.equalsIgnoreCase(Json.string(it.path("omaUri"))))
            .toList();
    if (ours.size() > 1) {
      throw new InvalidInput(
          "the OMA-URI is there " + ours.size() + " times.", new InFile(file), "Leave it in once.");
    }
    return ours.isEmpty() ? PolicyState.NOT_CONFIGURED : state(file, ours.get(0));
  }

  private static PolicyState state(String file, JsonNode setting) {
    var value = Json.string(setting.path("value"));
    return switch (value.replaceAll("\\s", "")) {
      case "<enabled/>" -> PolicyState.ENABLED;
      case "<disabled/>" -> PolicyState.DISABLED;
      default ->
          throw new InvalidInput(
              "the value of the OMA-URI is " + Text.shown(value) + ".",
              new InFile(file),
              "Make it <enabled/> or <disabled/>; Microsoft Graph shows “****” for what is secret.");
    };
  }
}
