package dev.entente.bench;

import dev.entente.journeys.Http;
import dev.entente.journeys.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * One membership changed by the API in a large directory, and the decision of a person below it
 * asked afterwards: 100,000 groups nested ten deep, a fifth of the people in the selected one.
 */
final class MembershipEdges {

  private static final String TENANT = "0a000000-0000-4000-8000-000000000006";
  private static final String ADMINISTRATOR = "lars@larkfield.example";

  private static final int GROUPS = 100_000;

  /** Those in the selected group, which is the first; each holds the three with 3n+1 to 3n+3. */
  private static final int SELECTED_GROUPS = GROUPS / 5;

  /** The lower half of the tree, where the people are. */
  private static final int FIRST_LEAF = SELECTED_GROUPS / 2;

  private static final int WARM_UPS = 50;
  private static final int ROUNDS = 500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Product product;
  private final String token;
  private final int people;

  private MembershipEdges(Product product, int people) {
    this.product = product;
    this.token = Http.tokenOf(product, ADMINISTRATOR);
    this.people = people;
  }

  /**
   * Sorted: how many milliseconds a change and the decision after it took together, person added or
   * removed, and group nested or not.
   */
  record Times(List<Double> ofPeople, List<Double> ofGroups) {}

  static Times measure(Product product, int people)
      throws IOException, InterruptedException, SQLException {
    var edges = new MembershipEdges(product, people);
    edges.load();
    edges.select(group(0));
    var ofPeople = new ArrayList<Double>();
    var ofGroups = new ArrayList<Double>();
    for (var round = -WARM_UPS; round < ROUNDS; round++) {
      var leaf = group(FIRST_LEAF + Math.floorMod(round * 7, SELECTED_GROUPS - FIRST_LEAF));
      var outsider = people / 5 + Math.floorMod(round * 7_919, people - people / 5);
      var times = edges.comeAndGo(leaf, person(outsider), outsider);
      var holder = group(SELECTED_GROUPS + 1 + edges.homeOf(outsider));
      var more = edges.comeAndGo(leaf, holder, outsider);
      if (round >= 0) {
        ofPeople.addAll(times);
        ofGroups.addAll(more);
      }
    }
    return new Times(ofPeople.stream().sorted().toList(), ofGroups.stream().sorted().toList());
  }

  private List<Double> comeAndGo(String group, String member, int person)
      throws IOException, InterruptedException {
    var members = "/groups/%s/members/".formatted(group);
    var added =
        timed(
            "POST",
            members + "$ref",
            "{\"@odata.id\": \"%s/v1.0/directoryObjects/%s\"}".formatted(product.server(), member),
            person,
            "allowed");
    return List.of(added, timed("DELETE", members + member + "/$ref", "", person, "denied"));
  }

  private double timed(String method, String path, String body, int person, String outcome)
      throws IOException, InterruptedException {
    var begin = System.nanoTime();
    send(method, path, body);
    var decided = send("GET", "/users/%s/connectionDecision".formatted(person(person)), "");
    var milliseconds = (System.nanoTime() - begin) / 1e6;
    var answer = JsonMapper.shared().readTree(decided.body()).path("outcome").asString();
    if (!answer.equals(outcome)) {
      throw new IllegalStateException(
          "After %s %s the decision was %s".formatted(method, path, answer));
    }
    return milliseconds;
  }

  private void select(String group) throws IOException, InterruptedException {
    var path = "/policies/accountConnections";
    var etag = send("GET", path, "").headers().firstValue("ETag").orElseThrow();
    var body = "{\"setting\": \"selectedGroup\", \"selectedGroup\": \"%s\"}".formatted(group);
    send(request("PATCH", path, body).header("If-Match", etag));
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(request(method, path, body));
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(product.server() + "/v1.0" + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s answered %d: %s"
              .formatted(response.request(), response.statusCode(), response.body()));
    }
    return response;
  }

  /**
   * Straight into the tables, which takes seconds. The other groups are a tree of their own, each
   * person outside is in one of its lower half, and everybody is in a second one there.
   */
  private void load() throws SQLException {
    var url = "jdbc:postgresql://localhost:%d/entente".formatted(product.databasePort());
    try (var connection = DriverManager.getConnection(url, "postgres", "");
        var statement = connection.createStatement()) {
      for (var sql :
          """
          INSERT INTO people (tenant_id, id, owner, user_principal_name, display_name, enabled)
          SELECT '%1$s', %6$s, 'entente', 'user' || n || '@larkfield.example', 'User ' || n, true
          FROM generate_series(0, %2$d - 1) n;
          INSERT INTO groups (tenant_id, id, owner, display_name, kind)
          SELECT '%1$s', %7$s, 'entente', 'Group ' || n, 'security'
          FROM generate_series(0, %3$d - 1) n;
          INSERT INTO memberships (tenant_id, group_id, nested_group_id)
          SELECT '%1$s', %8$s, %7$s
          FROM generate_series(1, %3$d - 1) n,
               LATERAL (SELECT CASE WHEN n < %4$d THEN 0 ELSE %4$d END AS root)
          WHERE n <> root;
          INSERT INTO memberships (tenant_id, group_id, person_id)
          SELECT '%1$s', %9$s, %6$s
          FROM generate_series(0, %2$d - 1) n,
               LATERAL (SELECT CASE WHEN n < %2$d / 5 THEN %5$d + n %% (%4$d - %5$d)
                                    ELSE %4$d + 1 + %10$s END AS g);
          INSERT INTO memberships (tenant_id, group_id, person_id)
          SELECT '%1$s', %9$s, %6$s
          FROM generate_series(0, %2$d - 1) n,
               LATERAL (SELECT %4$d + 1 + (%10$s + 1) %% (%3$d - %4$d - 1) AS g)
          ON CONFLICT DO NOTHING;
          ANALYZE people, groups, memberships\
          """
              .formatted(
                  TENANT,
                  people,
                  GROUPS,
                  SELECTED_GROUPS,
                  FIRST_LEAF,
                  uuid("0b", "n"),
                  uuid("0c", "n"),
                  uuid("0c", "(root + (n - root - 1) / 3)"),
                  uuid("0c", "g"),
                  home("n"))
              .split(";", -1)) {
        statement.execute(sql);
      }
    }
  }

  /** One of the groups outside the selected one, its root left out. */
  private int homeOf(int person) {
    return Math.floorMod(person * 31L, GROUPS - SELECTED_GROUPS - 1);
  }

  private static String home(String person) {
    return "(%s::bigint * 31 %% %d)".formatted(person, GROUPS - SELECTED_GROUPS - 1);
  }

  private static String uuid(String kind, String number) {
    return "('%s000006-0000-4000-8000-2' || lpad(to_hex(%s), 11, '0'))::uuid"
        .formatted(kind, number);
  }

  private static String person(int number) {
    return "0b000006-0000-4000-8000-2%011x".formatted(number);
  }

  private static String group(int number) {
    return "0c000006-0000-4000-8000-2%011x".formatted(number);
  }
}
