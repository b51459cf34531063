package dev.entente.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A provisioning client that puts a thousand people into a group and takes them out again. */
final class ScimClient {

  private static final String TENANT = "0a000000-0000-4000-8000-000000000001";
  private static final int PEOPLE = 1_000;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;
  private final String token;

  private ScimClient(String server, String token) {
    this.server = server;
    this.token = token;
  }

  /** The seconds that one PATCH of a thousand members took, each time. */
  static List<Double> patches(String server, String operatorToken)
      throws IOException, InterruptedException {
    return issued(server, operatorToken).patches();
  }

  private static ScimClient issued(String server, String operatorToken)
      throws IOException, InterruptedException {
    var operator = new ScimClient(server, operatorToken);
    var path = "/operator/tenants/%s/scimTokens".formatted(TENANT);
    var issued = operator.send("POST", path, "{\"name\": \"bench\"}", 201);
    return new ScimClient(server, field(issued, "token"));
  }

  private List<Double> patches() throws IOException, InterruptedException {
    var people = IntStream.range(0, PEOPLE).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    var bulk = people.stream().map(ScimClient::creation).collect(Collectors.joining(",", "[", "]"));
    send(
        "POST",
        "/scim/v2/Bulk",
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": %s}
        """
            .formatted(bulk),
        200);
    var group =
        send(
            "POST",
            "/scim/v2/Groups",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Bench"}
            """,
            201);
    var path = "/scim/v2/Groups/" + field(group, "id");
    var members =
        people.stream().map("{\"value\": \"%s\"}"::formatted).collect(Collectors.joining(","));
    var seconds = new ArrayList<Double>();
    for (var round = 0; round < WARM_UPS + ROUNDS; round++) {
      for (var op : List.of("add", "remove")) {
        var begin = System.nanoTime();
        send("PATCH", path, patch(op, members), 204);
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
    }
    return seconds.subList(2 * WARM_UPS, seconds.size());
  }

  private static String creation(String id) {
    return """
    {"method": "POST", "path": "/Users", "bulkId": "%s", "data": {
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
      "externalId": "%<s", "userName": "%<s@northlight.example"}}
    """
        .formatted(id);
  }

  private static String patch(String op, String members) {
    return """
    {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
     "Operations": [{"op": "%s", "path": "members", "value": [%s]}]}
    """
        .formatted(op, members);
  }

  private HttpResponse<String> send(String method, String path, String body, int expected)
      throws IOException, InterruptedException {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw new IllegalStateException(
          "%s %s answered %d".formatted(method, path, response.statusCode()));
    }
    return response;
  }

  private static String field(HttpResponse<String> response, String name) {
    return JsonMapper.shared().readTree(response.body()).path(name).stringValue();
  }
}
