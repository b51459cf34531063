package dev.entente.server.directory.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entente.server.directory.DirectorySourceContract.Outside;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A double of Microsoft Graph and its sign-in, since Microsoft's cannot be reached from a test. Its
 * answers have the form of those in Microsoft's documentation of delta queries: pages of two,
 * {@code members@delta}, {@code @removed}, and of what has changed the changed properties only.
 */
final class GraphDouble implements Outside, AutoCloseable {

  static final String SECRET = "double-secret";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 2;

  private final Map<UUID, ObjectNode> users = new LinkedHashMap<>();
  private final Map<UUID, ObjectNode> groups = new LinkedHashMap<>();
  private final Map<UUID, Set<Member>> members = new LinkedHashMap<>();
  private final Map<UUID, ObjectNode> deleted = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Deque<Interruption> interruptions = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  private final int port;
  private HttpServer server;

  private record Member(UUID id, String type) {}

  /** What happened, in order; a delta token is how many of them were told. */
  private record Event(String collection, UUID id, Set<Member> added, Set<Member> removed) {}

  private record Interruption(int status, String retryAfter, String body) {}

  GraphDouble() {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int free) {
    try {
      var listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), free), 0);
      listening.createContext("/", this::answer);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String base() {
    return "http://localhost:" + port;
  }

  GraphSettings settings() {
    return new GraphSettings(
        "northlight.example", "reader", new Secret(SECRET), "global", base(), base());
  }

  /** The next request to Microsoft Graph, not to the sign-in, is answered so. */
  synchronized void interrupt(int status, String retryAfter, String body) {
    interruptions.add(new Interruption(status, retryAfter, body));
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized void putGroup(ObjectNode group) {
    var id = UUID.fromString(group.get("id").asString());
    groups.put(id, group);
    members.putIfAbsent(id, new LinkedHashSet<>());
    changed("groups", id);
  }

  synchronized void addMember(GroupId group, UUID id, String type) {
    var member = new Member(id, type);
    members.getOrDefault(group.value(), new LinkedHashSet<>()).add(member);
    events.add(new Event("groups", group.value(), Set.of(member), Set.of()));
  }

  synchronized void setManager(UserId person, UserId manager) {
    property(person, it -> it.putObject("manager").put("id", manager.toString()));
  }

  @Override
  public synchronized UserId addPerson(String name) {
    var id = UUID.randomUUID();
    users.put(
        id,
        JSON.createObjectNode()
            .put("id", id.toString())
            .put("userPrincipalName", id + "@northlight.example")
            .put("displayName", name)
            .put("accountEnabled", true));
    changed("users", id);
    return new UserId(id);
  }

  @Override
  public synchronized void rename(UserId person, String name) {
    property(person, it -> it.put("displayName", name));
  }

  @Override
  public synchronized void disable(UserId person) {
    property(person, it -> it.put("accountEnabled", false));
  }

  private void property(UserId person, Consumer<ObjectNode> change) {
    users.computeIfPresent(
        person.value(),
        (_, it) -> {
          change.accept(it);
          return it;
        });
    changed("users", person.value());
  }

  @Override
  public synchronized void removePerson(UserId person) {
    users.remove(person.value());
    changed("users", person.value());
  }

  @Override
  public synchronized GroupId addGroup(String name) {
    var id = UUID.randomUUID();
    var group = JSON.createObjectNode().put("id", id.toString()).put("displayName", name);
    group.put("securityEnabled", true).putArray("groupTypes");
    putGroup(group);
    return new GroupId(id);
  }

  @Override
  public synchronized void removeGroup(GroupId group) {
    groups.remove(group.value());
    changed("groups", group.value());
  }

  @Override
  public void addMember(GroupId group, UserId person) {
    addMember(group, person.value(), "#microsoft.graph.user");
  }

  @Override
  public synchronized void removeMember(GroupId group, UserId person) {
    var member = new Member(person.value(), "#microsoft.graph.user");
    members.getOrDefault(group.value(), new LinkedHashSet<>()).remove(member);
    events.add(new Event("groups", group.value(), Set.of(), Set.of(member)));
  }

  @Override
  public void nest(GroupId group, GroupId nested) {
    addMember(group, nested.value(), "#microsoft.graph.group");
  }

  /** To the recycle bin, where Microsoft keeps it with its memberships for 30 days. */
  @Override
  public synchronized void hide(UserId person) {
    deleted.put(person.value(), users.remove(person.value()));
    changed("users", person.value());
  }

  @Override
  public synchronized void show(UserId person) {
    users.put(person.value(), deleted.remove(person.value()));
    changed("users", person.value());
  }

  @Override
  public synchronized void hide(GroupId group) {
    deleted.put(group.value(), groups.remove(group.value()));
    changed("groups", group.value());
  }

  /** It is told with all of its members, as one that is new. */
  @Override
  public synchronized void show(GroupId group) {
    groups.put(group.value(), deleted.remove(group.value()));
    events.add(
        new Event(
            "groups", group.value(), members.getOrDefault(group.value(), Set.of()), Set.of()));
  }

  private void changed(String collection, UUID id) {
    events.add(new Event(collection, id, Set.of(), Set.of()));
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  @Override
  public void start() {
    server = listen(port);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    if (path.endsWith("/oauth2/v2.0/token")) {
      token(exchange);
    } else if (!interruptions.isEmpty()) {
      var interruption = interruptions.remove();
      if (!interruption.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", interruption.retryAfter());
      }
      send(exchange, interruption.status(), JSON.readTree(interruption.body()));
    } else if (!"Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, error("InvalidAuthenticationToken"));
    } else if (path.equals("/v1.0/$batch")) {
      batch(exchange);
    } else {
      var collection = path.contains("/users/") ? "users" : "groups";
      send(exchange, 200, delta(collection, String.valueOf(exchange.getRequestURI().getQuery())));
    }
  }

  private static void token(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var isKnown =
        form.contains("client_secret=" + SECRET) && form.contains("grant_type=client_credentials");
    send(
        exchange,
        isKnown ? 200 : 401,
        isKnown
            ? JSON.createObjectNode().put("access_token", "the-token").put("expires_in", 3600)
            : JSON.createObjectNode().put("error", "invalid_client"));
  }

  private void batch(HttpExchange exchange) throws IOException {
    var answers = JSON.createObjectNode();
    var responses = answers.putArray("responses");
    for (var request : JSON.readTree(exchange.getRequestBody()).get("requests")) {
      var path = request.get("url").asString().replaceFirst("\\?.*", "").split("/", -1);
      var id = UUID.fromString(path[2]);
      var found = (path[1].equals("users") ? users : groups).get(id);
      responses
          .insertObject(0)
          .put("id", request.get("id").asString())
          .put("status", found == null ? 404 : 200)
          .set(
              "body",
              found == null
                  ? error("Request_ResourceNotFound")
                  : path.length > 3 ? memberOf(id) : found);
    }
    send(exchange, 200, answers);
  }

  private ObjectNode memberOf(UUID id) {
    var page = JSON.createObjectNode();
    var value = page.putArray("value");
    groups.forEach(
        (group, entry) -> {
          if (members.getOrDefault(group, Set.of()).stream().anyMatch(it -> it.id().equals(id))) {
            value.add(entry.deepCopy().put("@odata.type", "#microsoft.graph.group"));
          }
        });
    return page;
  }

  private ObjectNode delta(String collection, String query) {
    return query.contains("$deltatoken=")
        ? changesSince(collection, number(query, "$deltatoken="))
        : everything(collection, query.contains("$skiptoken=") ? number(query, "$skiptoken=") : 0);
  }

  private static int number(String query, String option) {
    return Integer.parseInt(query.substring(query.indexOf(option) + option.length()));
  }

  private ObjectNode everything(String collection, int from) {
    var all = new ArrayList<>((collection.equals("users") ? users : groups).values());
    var page = JSON.createObjectNode();
    var value = page.putArray("value");
    for (var entry : all.subList(from, Math.min(from + PAGE, all.size()))) {
      var told = entry.deepCopy();
      annotate(told, "manager");
      var ofGroup = members.getOrDefault(UUID.fromString(entry.get("id").asString()), Set.of());
      ofGroup.forEach(it -> tell(told, it, false));
      value.add(told);
    }
    if (from + PAGE < all.size()) {
      return page.put("@odata.nextLink", link(collection, "$skiptoken", from + PAGE));
    }
    return page.put("@odata.deltaLink", link(collection, "$deltatoken", events.size()));
  }

  private static void annotate(ObjectNode entry, String relation) {
    if (entry.has(relation)) {
      entry.putArray(relation + "@delta").add(entry.remove(relation));
    }
  }

  /** An entry holds its id, and what has changed of its members; its properties are left out. */
  private ObjectNode changesSince(String collection, int told) {
    var changed = new LinkedHashMap<UUID, ObjectNode>();
    for (var event : events.subList(told, events.size())) {
      if (event.collection().equals(collection)) {
        var entry =
            changed.computeIfAbsent(
                event.id(), it -> JSON.createObjectNode().put("id", it.toString()));
        event.added().forEach(it -> tell(entry, it, false));
        event.removed().forEach(it -> tell(entry, it, true));
        if (!(collection.equals("users") ? users : groups).containsKey(event.id())) {
          entry.putObject("@removed").put("reason", "changed");
        }
      }
    }
    var page = JSON.createObjectNode();
    page.putArray("value").addAll(changed.values());
    return page.put("@odata.deltaLink", link(collection, "$deltatoken", events.size()));
  }

  private static void tell(ObjectNode group, Member member, boolean removed) {
    var told =
        group
            .withArray("members@delta")
            .addObject()
            .put("@odata.type", member.type())
            .put("id", member.id().toString());
    if (removed) {
      told.putObject("@removed").put("reason", "deleted");
    }
  }

  private String link(String collection, String token, int value) {
    return "%s/v1.0/%s/delta?%s=%d".formatted(base(), collection, token, value);
  }

  private static ObjectNode error(String code) {
    var error = JSON.createObjectNode();
    error.putObject("error").put("code", code).put("message", "As Microsoft says it.");
    return error;
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
