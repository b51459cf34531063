package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What OpenID Connect tells of a member: no headline, no company, no profile URL. */
final class UserInfo {

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Answers answers;

  UserInfo(LinkedInSettings settings, Calls calls, Http http, Answers answers) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.answers = answers;
  }

  Answer<Claims> of(TenantId tenant, Secret accessToken) {
    var reply = calls.read(tenant, http.get(settings.api("/v2/userinfo"), accessToken).build());
    return answers.of(reply, Claims.class);
  }

  /**
   * The claims that LinkedIn documents.
   *
   * @param locale documented as text, answered as {@code {"country":"US","language":"en"}}
   */
  record Claims(
      @Nullable String sub,
      @Nullable String given_name,
      @Nullable String family_name,
      @Nullable String email,
      @Nullable JsonNode locale) {

    /** As a row with the labels of LinkedIn's data export. */
    Map<String, String> row() {
      var row = new LinkedHashMap<String, String>();
      UntrustedText.of(given_name).ifPresent(name -> row.put("First Name", name));
      UntrustedText.of(family_name).ifPresent(name -> row.put("Last Name", name));
      UntrustedText.of(email).ifPresent(address -> row.put("Email Address", address));
      language().ifPresent(tag -> row.put("Locale", tag));
      return row;
    }

    private Optional<String> language() {
      if (locale == null || locale.isNull()) {
        return Optional.empty();
      }
      if (locale.isObject()) {
        var language = locale.path("language").asString("");
        var country = locale.path("country").asString("");
        return UntrustedText.of(country.isEmpty() ? language : language + "-" + country);
      }
      return UntrustedText.of(locale.asString("").replace('_', '-'));
    }
  }
}
