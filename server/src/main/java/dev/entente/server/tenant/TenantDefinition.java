package dev.entente.server.tenant;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the operator writes it, in the provisioning file or to the operator API.
 *
 * @param directory a folder beside the provisioning file with {@code people.csv} and {@code
 *     groups.csv}; the API does not read folders
 * @param selectedUsers the older Selected list, for a tenant that comes with one (mission row M8)
 */
public record TenantDefinition(
    @Nullable String id,
    @Nullable String name,
    @Nullable List<String> domains,
    @Nullable String cloud,
    @Nullable String country,
    @Nullable String rollout,
    @Nullable String preset,
    @Nullable String privacyStatement,
    @Nullable SignInDefinition signIn,
    @Nullable String directory,
    @Nullable List<String> selectedUsers) {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\\.[a-z0-9]([a-z0-9-]{0,62}))+");

  /**
   * How its people sign in; {@code userClaim} is {@code sub} and {@code audience} {@code entente}
   * unless said.
   */
  public record SignInDefinition(
      @Nullable String issuer,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String userClaim,
      @Nullable String audience) {}

  public TenantId tenantId() {
    return TenantId.parse(required(id, "id"));
  }

  String checkedName() {
    var text = required(name, "name").strip();
    refuseIf(text.isEmpty() || text.length() > 256, "name", "name has 1 to 256 characters.");
    return text;
  }

  List<String> checkedDomains() {
    var lower =
        Optional.ofNullable(domains).orElse(List.of()).stream()
            .map(it -> required(it, "domains"))
            .map(it -> it.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    refuseIf(lower.isEmpty(), "domains", "domains lists at least one mail domain.");
    for (var domain : lower) {
      refuseIf(
          !DOMAIN.matcher(domain).matches(),
          "domains",
          "domains holds mail domains such as northlight.example.");
    }
    return lower;
  }

  Cloud checkedCloud() {
    return Labelled.parse(Cloud.class, required(cloud, "cloud"), "cloud");
  }

  String checkedCountry() {
    var code = required(country, "country");
    refuseIf(
        !COUNTRIES.contains(code), "country", "country is an ISO 3166-1 alpha-2 code such as NL.");
    return code;
  }

  Rollout checkedRollout() {
    return Labelled.parse(Rollout.class, required(rollout, "rollout"), "rollout");
  }

  Preset checkedPreset() {
    return Labelled.parse(Preset.class, required(preset, "preset"), "preset");
  }

  URI checkedPrivacyStatement() {
    return webAddress(required(privacyStatement, "privacyStatement"), "privacyStatement");
  }

  SignInDefinition checkedSignIn() {
    refuseIf(signIn == null, "signIn", "signIn is missing.");
    return Objects.requireNonNull(signIn);
  }

  List<String> listedUsers() {
    return Optional.ofNullable(selectedUsers).orElse(List.of()).stream()
        .map(it -> required(it, "selectedUsers"))
        .toList();
  }

  static String required(@Nullable String value, String field) {
    refuseIf(value == null || value.isBlank(), field, field + " is missing.");
    var text = Objects.requireNonNull(value);
    refuseIf(
        text.chars().anyMatch(Character::isISOControl),
        field,
        field + " holds a control character.");
    return text;
  }

  static URI webAddress(String text, String field) {
    try {
      var uri = URI.create(text);
      var scheme = String.valueOf(uri.getScheme());
      refuseIf(
          uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http")),
          field,
          field + " is a web address.");
      return uri;
    } catch (IllegalArgumentException _) {
      throw new Problem(Problem.Code.INVALID_REQUEST, field + " is a web address.", field);
    }
  }

  private static void refuseIf(boolean wrong, String field, String rule) {
    if (wrong) {
      throw new Problem(Problem.Code.INVALID_REQUEST, rule, field);
    }
  }
}
