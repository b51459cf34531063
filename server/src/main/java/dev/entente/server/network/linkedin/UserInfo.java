package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import org.jspecify.annotations.Nullable;

/** Whom LinkedIn takes a token's owner for (OpenID Connect Core §5.3). */
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

  /** Who it is. Name, picture, e-mail and locale come along; nothing uses them. */
  record Claims(@Nullable String sub) {}
}
