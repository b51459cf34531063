package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.linkedin.Reply.Received;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * A member's own data by Member Data Portability: one call per domain and page. {@code start} is
 * the number of a page, {@code total} means nothing, and a 404 is the end, or the beginning of
 * waiting.
 */
final class Snapshots {

  /** The only version that Member Data Portability knows. */
  static final String VERSION = "202312";

  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Answers answers;

  Snapshots(LinkedInSettings settings, Calls calls, Http http, Answers answers) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.answers = answers;
  }

  /**
   * Every domain of the category, side by side; they are few, so one member's calls leave most of
   * the tenant's share to others. One that fails fails the category.
   */
  Answer<OwnData> of(TenantId tenant, Secret accessToken, Category category) {
    var domains = Domain.of(category);
    if (domains.isEmpty()) {
      return new Answer.Nothing<>();
    }
    var deadline = Deadline.in(settings.limits().ownDataTimeout());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readings =
          threads.invokeAll(
              domains.stream()
                  .map(
                      domain ->
                          (Callable<Answer<List<Map<String, String>>>>)
                              () -> rows(tenant, accessToken, domain, deadline))
                  .toList());
      return together(category, domains, readings.stream().map(Future::resultNow).toList());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answers.unreachable(Reply.Failure.INTERRUPTED.words());
    }
  }

  private static Answer<OwnData> together(
      Category category, List<Domain> domains, List<Answer<List<Map<String, String>>>> readings) {
    var rows = new LinkedHashMap<String, List<Map<String, String>>>();
    var notYet = new HashSet<String>();
    for (var i = 0; i < readings.size(); i++) {
      switch (readings.get(i)) {
        case Answer.Got<List<Map<String, String>>>(var got) -> rows.put(domains.get(i).id(), got);
        case Answer.NotYet<List<Map<String, String>>> _ -> notYet.add(domains.get(i).id());
        case Answer<List<Map<String, String>>> other -> {
          return other.map(_ -> new OwnData(category, Map.of(), notYet));
        }
      }
    }
    return rows.isEmpty()
        ? new Answer.NotYet<>()
        : new Answer.Got<>(new OwnData(category, rows, notYet));
  }

  private Answer<List<Map<String, String>>> rows(
      TenantId tenant, Secret accessToken, Domain domain, Deadline deadline) {
    var rows = new ArrayList<Map<String, String>>();
    var budget = settings.limits().ownDataSize().toBytes();
    for (var page = 0; page < settings.limits().ownDataPages() && budget > 0; page++) {
      var reply = page(tenant, accessToken, domain, page, deadline);
      switch (answers.of(reply, PageBody.class)) {
        case Answer.Got<PageBody>(var body) when !body.isEmpty() -> rows.addAll(body.rows(domain));
        case Answer.Got<PageBody> _, Answer.Nothing<PageBody> _ -> {
          return page == 0 ? new Answer.NotYet<>() : new Answer.Got<>(List.copyOf(rows));
        }
        case Answer<PageBody> other -> {
          return other.map(_ -> List.of());
        }
      }
      budget -= reply instanceof Received received ? received.body().length : 0;
    }
    log.warn("LinkedIn has more of {} than is read; the rest is left out.", domain.id());
    return new Answer.Got<>(List.copyOf(rows));
  }

  private Reply page(
      TenantId tenant, Secret accessToken, Domain domain, int page, Deadline deadline) {
    var uri =
        UriComponentsBuilder.fromUri(settings.api("/rest/memberSnapshotData"))
            .queryParam("q", "criteria")
            .queryParam("domain", domain.id())
            .queryParam("start", page)
            .build()
            .toUri();
    var request =
        http.get(uri, accessToken)
            .header("Linkedin-Version", VERSION)
            .header("X-Restli-Protocol-Version", "2.0.0")
            .build();
    return calls.read(tenant, request, deadline);
  }

  private record PageBody(@Nullable List<Element> elements) {

    boolean isEmpty() {
      return elements == null || elements.isEmpty();
    }

    /** Only of the domain that was asked for, whatever else is in the answer. */
    List<Map<String, String>> rows(Domain domain) {
      var rows = new ArrayList<Map<String, String>>();
      for (var element : elements == null ? List.<Element>of() : elements) {
        if (domain.id().equals(element.snapshotDomain()) && element.snapshotData() != null) {
          element.snapshotData().forEach(cells -> rows.add(Columns.read(domain, cells)));
        }
      }
      return rows;
    }
  }

  private record Element(
      @Nullable String snapshotDomain, @Nullable List<Map<String, JsonNode>> snapshotData) {}
}
