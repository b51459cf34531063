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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Users into a group: by {@code entente selected-users move}, the start of its process included,
 * and as published, by one request and a pause of 10 ms for each.
 */
final class MoveClient {

  private static final String LARKFIELD = "0a000000-0000-4000-8000-000000000006";
  private static final String ADMINISTRATOR = "lars@larkfield.example";
  private static final String PEOPLE_HEADER =
      "id,userPrincipalName,displayName,givenName,surname,mail,jobTitle,department,companyName,"
          + "manager,accountEnabled,photo\n";
  private static final String LARS =
      "0b000006-0000-4000-8000-000000000001,%s,Lars Boone,,,,,,,,true,\n".formatted(ADMINISTRATOR);
  private static final String BOUNDARY = "entente-bench";
  private static final int PEOPLE = 100_000;
  private static final int SAMPLE = 2_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Product product;
  private final String token;

  private MoveClient(Product product) {
    this.product = product;
    this.token = Http.tokenOf(product, ADMINISTRATOR);
  }

  /** Users per second. */
  record Rates(double byCommand, double byLoop) {}

  static Rates rates(Product product, String operatorToken)
      throws IOException, InterruptedException {
    var client = new MoveClient(product);
    client.load(operatorToken);
    var loop = client.byLoop(client.group("Loop"));
    return new Rates(client.byCommand(client.group("Command")), loop);
  }

  private void load(String operatorToken) throws IOException, InterruptedException {
    var people =
        IntStream.range(0, PEOPLE)
            .mapToObj(
                it -> "%s,user%d@larkfield.example,User %<d,,,,,,,,true,\n".formatted(id(it), it))
            .collect(Collectors.joining());
    var body =
        part("people", PEOPLE_HEADER + LARS + people)
            + part("groups", "id,displayName,mail,kind,members\n")
            + "--%s--\r\n".formatted(BOUNDARY);
    send(
        HttpRequest.newBuilder(
                URI.create(product.server() + "/operator/tenants/" + LARKFIELD + "/directory"))
            .header("Authorization", "Bearer " + operatorToken)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .PUT(BodyPublishers.ofString(body)));
  }

  private static String part(String name, String csv) {
    return String.join(
        "\r\n",
        "--" + BOUNDARY,
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%<s.csv\"".formatted(name),
        "Content-Type: text/csv",
        "",
        csv,
        "");
  }

  private String group(String name) throws IOException, InterruptedException {
    var made =
        post(
            "/groups",
            """
            {"displayName": "%s", "mailEnabled": false, "mailNickname": "%<s", "securityEnabled": true}
            """
                .formatted(name));
    return JsonMapper.shared().readTree(made.body()).path("id").stringValue();
  }

  private double byCommand(String group) throws IOException, InterruptedException {
    var csv = product.data().resolve("users.csv");
    Files.write(csv, IntStream.range(0, PEOPLE).mapToObj(MoveClient::id).toList());
    var log = product.data().resolve("move.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", product.jar("cli").toString(), "selected-users", "move"));
    command.addAll(List.of("--csv", csv.toString(), "--group", group));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", product.data().toString());
    builder.environment().put("ENTENTE_SERVER", product.server());
    builder.environment().put("ENTENTE_TOKEN", token);
    var begin = System.nanoTime();
    var exit = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    var seconds = (System.nanoTime() - begin) / 1e9;
    if (exit != 0) {
      throw new IllegalStateException("The move ended with %d; its log is %s".formatted(exit, log));
    }
    return PEOPLE / seconds;
  }

  private double byLoop(String group) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    for (var number = 0; number < SAMPLE; number++) {
      post(
          "/groups/%s/members/$ref".formatted(group),
          "{\"@odata.id\": \"%s/v1.0/directoryObjects/%s\"}"
              .formatted(product.server(), id(number)));
      Thread.sleep(10);
    }
    return SAMPLE / ((System.nanoTime() - begin) / 1e9);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(product.server() + "/v1.0" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
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

  private static String id(int number) {
    return "0b000006-0000-4000-8000-1%011x".formatted(number);
  }
}
