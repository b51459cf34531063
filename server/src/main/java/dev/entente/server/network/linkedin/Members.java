package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.PublicProfile;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Looking members up. LinkedIn has no public API for it; the paths are the sandbox's stand-in for
 * what a licensed partner gets, and without {@link Product#PEOPLE_LOOKUP} nothing is asked.
 */
final class Members {

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Answers answers;
  private final AppToken appToken;
  private final Pictures pictures;

  Members(
      LinkedInSettings settings,
      Calls calls,
      Http http,
      Answers answers,
      AppToken appToken,
      Pictures pictures) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.answers = answers;
    this.appToken = appToken;
    this.pictures = pictures;
  }

  /** One or nobody: were there two, neither would be shown as a fact. */
  Answer<PublicProfile> publicProfile(TenantId tenant, String email) {
    return search(tenant, Map.of("q", "email", "email", email))
        .then(
            found ->
                found.size() == 1 ? new Answer.Got<>(found.getFirst()) : new Answer.Nothing<>());
  }

  Answer<List<PublicProfile>> candidates(TenantId tenant, String name, Optional<String> company) {
    var query = new LinkedHashMap<>(Map.of("q", "name", "name", name));
    company.ifPresent(it -> query.put("company", it));
    return search(tenant, query);
  }

  Answer<MemberView> memberView(TenantId tenant, Secret viewerToken, String key) {
    if (!settings.has(Product.PEOPLE_LOOKUP)) {
      return new Answer.NotOffered<>();
    }
    if (!MemberBody.isKey(key)) {
      return new Answer.Nothing<>();
    }
    var uri = settings.api("/v2/memberViews/" + key);
    return read(tenant, http.get(uri, viewerToken).build(), MemberBody.class)
        .then(
            member ->
                member
                    .view(pictures::mayBeFetched)
                    .<Answer<MemberView>>map(Answer.Got::new)
                    .orElseGet(Answer.Nothing::new));
  }

  Answer<byte[]> picture(TenantId tenant, PublicProfile profile) {
    return settings.has(Product.PEOPLE_LOOKUP)
        ? profile.picture().map(uri -> pictures.read(tenant, uri)).orElseGet(Answer.Nothing::new)
        : new Answer.NotOffered<>();
  }

  private Answer<List<PublicProfile>> search(TenantId tenant, Map<String, String> query) {
    if (!settings.has(Product.PEOPLE_LOOKUP)) {
      return new Answer.NotOffered<>();
    }
    var template = UriComponentsBuilder.fromUri(settings.api("/v2/publicProfiles"));
    query.keySet().forEach(name -> template.queryParam(name, "{" + name + "}"));
    var uri = template.encode().buildAndExpand(query).toUri();
    return withAppToken(
            tenant, token -> read(tenant, http.get(uri, token).build(), SearchBody.class))
        .map(this::profiles);
  }

  /** A refused app token says nothing about any member's, so its end never leaves this class. */
  private <T> Answer<T> withAppToken(TenantId tenant, Function<Secret, Answer<T>> call) {
    var answer = appToken.get(tenant).then(token -> forgetting(token, call.apply(token)));
    if (answer instanceof Answer.TokenEnded<T>) {
      answer = appToken.get(tenant).then(token -> forgetting(token, call.apply(token)));
    }
    return answer instanceof Answer.TokenEnded<T>
        ? Answers.unreachable("LinkedIn refuses the app's own token")
        : answer;
  }

  private <T> Answer<T> forgetting(Secret token, Answer<T> answer) {
    if (answer instanceof Answer.TokenEnded<T>) {
      appToken.forget(token);
    }
    return answer;
  }

  private <T> Answer<T> read(TenantId tenant, HttpRequest request, Class<T> shape) {
    return answers.of(calls.read(tenant, request), shape);
  }

  private List<PublicProfile> profiles(SearchBody body) {
    return body.elements() == null
        ? List.of()
        : body.elements().stream()
            .flatMap(Stream::ofNullable)
            .flatMap(member -> member.publicProfile(pictures::mayBeFetched).stream())
            .toList();
  }

  private record SearchBody(@Nullable List<@Nullable MemberBody> elements) {}
}
