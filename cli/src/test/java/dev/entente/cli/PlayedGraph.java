package dev.entente.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Microsoft Graph's double for groups and users, with its published limits: twenty references in a
 * binding, all or nothing; twenty requests in a batch, answered in any order, each throttled by
 * itself. Groups also take Entente's own {@code importMembers}.
 */
public final class PlayedGraph implements AutoCloseable {

  static final String TOKEN = "graph-token";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EQUALS = Pattern.compile("(\\w+) eq '((?:[^']|'')*)'");
  private static final Pattern ONE_OF = Pattern.compile("(\\w+) in \\((.*)\\)");
  private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
  private static final int MOST_VALUES = 15;
  private static final int PAGE = 50;

  private final HttpServer server;
  private final Random order = new Random(7);
  private final Map<String, ObjectNode> users = new LinkedHashMap<>();
  private final Map<String, ObjectNode> groups = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger throttledItems = new AtomicInteger();
  private final AtomicInteger throttledRequests = new AtomicInteger();
  private volatile Predicate<String> refusals = _ -> false;
  private final AtomicInteger batchesUntilDeath = new AtomicInteger(Integer.MAX_VALUE);

  public PlayedGraph() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  void user(String id, String userPrincipalName, String mail) {
    var user = object().put("id", id).put("userPrincipalName", userPrincipalName);
    users.put(id, user.put("mail", mail));
  }

  void group(String id, String displayName, String... groupTypes) {
    var group = object().put("id", id).put("displayName", displayName);
    var types = group.putArray("groupTypes");
    List.of(groupTypes).forEach(types::add);
    groups.put(id, group);
    members.put(id, new LinkedHashSet<>());
  }

  Set<String> membersOf(String group) {
    return Objects.requireNonNull(members.get(group));
  }

  /** Every request and every request inside a batch, in the order they were carried out. */
  List<String> log() {
    return List.copyOf(log);
  }

  List<String> writes() {
    return log().stream().filter(it -> !it.startsWith("GET ") && !it.endsWith("/$batch")).toList();
  }

  /** So many requests inside batches are answered with 429. */
  void throttleItems(int count) {
    throttledItems.set(count);
  }

  /** So many whole requests are answered with 429. */
  void throttleRequests(int count) {
    throttledRequests.set(count);
  }

  /** Requests like these are answered with 403. */
  void refuse(Predicate<String> requests) {
    refusals = requests;
  }

  /** After so many batches of writes the connection breaks, as it does when somebody is killed. */
  void dieAfter(int batches) {
    batchesUntilDeath.set(batches);
  }

  private record Reply(int status, ObjectNode body, @Nullable String retryAfter) {
    static Reply of(int status, ObjectNode body) {
      return new Reply(status, body, null);
    }

    static Reply noContent() {
      return of(204, object());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply;
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      reply = error(401, "InvalidAuthenticationToken", "Access token is empty.");
    } else if (throttledRequests.getAndUpdate(it -> Math.max(it - 1, 0)) > 0) {
      reply = throttled();
    } else if (batchesUntilDeath.get() == 0) {
      exchange.close();
      return;
    } else {
      var json = body.isEmpty() ? object() : JSON.readTree(body);
      reply = synchronizedAnswer(request.replace("/v1.0", ""), json);
    }
    if (reply.retryAfter() != null) {
      exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
    }
    var bytes =
        reply.status() == 204
            ? new byte[0]
            : reply.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Reply synchronizedAnswer(String request, JsonNode body) {
    log.add(request);
    return request.equals("POST /$batch") ? batch(body) : answer(request, body);
  }

  private Reply batch(JsonNode body) {
    var requests = new ArrayList<JsonNode>();
    body.path("requests").forEach(requests::add);
    Set<String> ids =
        requests.stream()
            .map(it -> it.path("id").asString("").toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(HashSet::new));
    if (requests.isEmpty() || requests.size() > 20 || ids.size() < requests.size()) {
      return error(400, "BadRequest", "A batch has 1 to 20 requests with unique ids.");
    }
    if (requests.stream().noneMatch(it -> it.path("method").asString("").equals("GET"))) {
      batchesUntilDeath.decrementAndGet();
    }
    Collections.shuffle(requests, order);
    var answer = object();
    var responses = answer.putArray("responses");
    for (var item : requests) {
      var reply = item(item);
      var response = responses.addObject();
      response.put("id", item.path("id").asString(""));
      response.put("status", reply.status());
      var headers = response.putObject("headers");
      if (reply.retryAfter() != null) {
        headers.put("Retry-After", reply.retryAfter());
      }
      response.set("body", reply.body());
    }
    return Reply.of(200, answer);
  }

  private Reply item(JsonNode item) {
    if (throttledItems.getAndUpdate(it -> Math.max(it - 1, 0)) > 0) {
      return throttled();
    }
    var request = item.path("method").asString("") + " " + item.path("url").asString("");
    log.add(request);
    var hasBody = item.has("body");
    if (hasBody && !item.path("headers").has("Content-Type")) {
      return error(400, "BadRequest", "Content-Type is missing.");
    }
    return answer(request, item.path("body"));
  }

  private Reply answer(String request, JsonNode body) {
    if (refusals.test(request)) {
      return error(
          403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    var method = request.substring(0, request.indexOf(' '));
    var uri = URI.create(request.substring(request.indexOf(' ') + 1));
    var path = List.of(uri.getPath().substring(1).split("/", -1));
    var query = query(uri);
    return switch (method) {
      case "GET" -> get(path, query);
      case "PATCH" -> bind(path.get(1), body);
      case "POST" ->
          path.getLast().equals("importMembers")
              ? imported(path.get(1), body)
              : reference(path.get(1), body);
      default -> error(405, "Request_BadRequest", "No such method.");
    };
  }

  private Reply get(List<String> path, Map<String, String> query) {
    var filter = query.getOrDefault("$filter", "");
    if (path.equals(List.of("users"))) {
      return found(users, filter);
    }
    if (path.equals(List.of("groups"))) {
      return found(groups, filter);
    }
    var group = groups.get(path.get(1));
    if (group == null) {
      return notFound();
    }
    return path.size() == 2 ? Reply.of(200, group) : members(path.get(1), query);
  }

  private static Reply found(Map<String, ObjectNode> all, String filter) {
    var clause =
        Stream.of(EQUALS, ONE_OF).map(it -> it.matcher(filter)).filter(Matcher::matches).findAny();
    if (clause.isEmpty()) {
      return error(400, "Request_BadRequest", "Invalid filter clause.");
    }
    var property = clause.orElseThrow().group(1);
    var wanted =
        QUOTED
            .matcher(filter)
            .results()
            .map(it -> it.group(1).replace("''", "'").toLowerCase(Locale.ROOT))
            .toList();
    if (wanted.size() > MOST_VALUES) {
      return error(400, "Request_UnsupportedQuery", "Too many child clauses.");
    }
    var answer = object();
    var value = answer.putArray("value");
    all.values().stream()
        .filter(it -> wanted.contains(it.path(property).asString("").toLowerCase(Locale.ROOT)))
        .forEach(value::add);
    return Reply.of(200, answer);
  }

  private Reply members(String group, Map<String, String> query) {
    var from = Integer.parseInt(query.getOrDefault("$skiptoken", "0"));
    var all = List.copyOf(membersOf(group));
    var page = all.subList(from, Math.min(from + PAGE, all.size()));
    var answer = object();
    var value = answer.putArray("value");
    page.forEach(it -> value.addObject().put("id", it));
    if (from + PAGE < all.size()) {
      answer.put(
          "@odata.nextLink",
          "%s/v1.0/groups/%s/members?$skiptoken=%d".formatted(url(), group, from + PAGE));
    }
    return Reply.of(200, answer);
  }

  private Reply bind(String group, JsonNode body) {
    var references = body.path("members@odata.bind");
    if (references.size() > 20) {
      return error(400, "Request_BadRequest", "The limit of 20 references is exceeded.");
    }
    List<String> ids = new ArrayList<>();
    references.forEach(it -> ids.add(idIn(it.asString(""))));
    if (!users.keySet().containsAll(ids)) {
      return notFound();
    }
    if (!Collections.disjoint(membersOf(group), ids)) {
      return alreadyThere();
    }
    membersOf(group).addAll(ids);
    return Reply.noContent();
  }

  private Reply reference(String group, JsonNode body) {
    var id = idIn(body.path("@odata.id").asString(""));
    if (!users.containsKey(id)) {
      return notFound();
    }
    return membersOf(group).add(id) ? Reply.noContent() : alreadyThere();
  }

  private Reply imported(String group, JsonNode body) {
    if (body.path("members").size() > 10_000) {
      return error(400, "Request_BadRequest", "members takes 1 to 10000 members at a time.");
    }
    batchesUntilDeath.decrementAndGet();
    var answer = object();
    var value = answer.putArray("value");
    for (var member : body.path("members")) {
      var row = value.addObject().put("member", member.asString(""));
      var people = peopleCalled(member.asString(""));
      switch (people.size()) {
        case 0 -> row.put("result", "notFound");
        case 1 ->
            row.put("id", people.getFirst())
                .put("result", membersOf(group).add(people.getFirst()) ? "added" : "alreadyMember");
        default -> row.put("result", "ambiguous");
      }
    }
    return Reply.of(200, answer);
  }

  private List<String> peopleCalled(String text) {
    if (users.containsKey(text)) {
      return List.of(text);
    }
    var byPrincipalName = peopleWith("userPrincipalName", text);
    return byPrincipalName.isEmpty() ? peopleWith("mail", text) : byPrincipalName;
  }

  private List<String> peopleWith(String property, String value) {
    return users.values().stream()
        .filter(it -> it.path(property).asString("").equalsIgnoreCase(value))
        .map(it -> it.path("id").asString(""))
        .toList();
  }

  private String idIn(String reference) {
    var start = url() + "/v1.0/directoryObjects/";
    return reference.startsWith(start) ? reference.substring(start.length()) : "";
  }

  private static Reply alreadyThere() {
    return error(
        400,
        "Request_BadRequest",
        "One or more added object references already exist for the following modified properties:"
            + " 'members'.");
  }

  private static Reply notFound() {
    return error(404, "Request_ResourceNotFound", "Resource does not exist.");
  }

  private static Reply throttled() {
    var reply = error(429, "TooManyRequests", "Too many requests.");
    return new Reply(reply.status(), reply.body(), "1");
  }

  private static Reply error(int status, String code, String message) {
    var body = object();
    var error = body.putObject("error");
    error.put("code", code).put("message", message);
    error.putObject("innerError").put("request-id", "0b8f0c62-6f0b-4d0e-9a43-6f1c1d6d2a10");
    return Reply.of(status, body);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (var parameter : uri.getRawQuery().split("&", -1)) {
        var parts = parameter.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
