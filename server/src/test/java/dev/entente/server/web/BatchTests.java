package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.signin.SignInJourney;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Microsoft Graph's JSON batching, over real HTTP. */
@Tag("M14")
class BatchTests extends SignInJourney {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void eachRequestIsAnsweredAsIfItHadComeAlone() {
    var answers =
        batch(
            """
            {"id": "1", "method": "GET", "url": "/me?$select=displayName"},
            {"id": "2", "method": "GET", "url": "users/nobody@northlight.example"},
            {"id": "3", "method": "GET", "url": "/nothing"},
            {"id": "4", "method": "DELETE", "url": "/me"},
            {"id": "5", "method": "GET", "url": "/users/$count?$filter=department eq 'Sales'"}
            """);

    assertThat(answers.get("responses").valueStream().map(it -> it.get("status").asInt()))
        .containsExactly(200, 404, 404, 405, 200);
    assertThat(body(answers, 0).get("displayName").asString()).isEqualTo("Emil Lindqvist");
    assertThat(body(answers, 1).at("/error/code").asString()).isEqualTo("Request_ResourceNotFound");
    assertThat(new String(body(answers, 4).binaryValue(), StandardCharsets.UTF_8)).isEqualTo("2");
  }

  @Test
  void aPlusInAQueryStandsForItself() {
    var answers =
        batch(
            """
            {"id": "1", "method": "GET", "url": "/users/$count?$filter=displayName eq 'Emil+Lindqvist'"},
            {"id": "2", "method": "GET", "url": "/users/$count?$filter=displayName%20eq%20'Emil%20Lindqvist'"}
            """);

    assertThat(new String(body(answers, 0).binaryValue(), StandardCharsets.UTF_8)).isEqualTo("0");
    assertThat(new String(body(answers, 1).binaryValue(), StandardCharsets.UTF_8)).isEqualTo("1");
  }

  @Test
  void eachRequestIsAllowedOrRefusedByItself() {
    var answers =
        batch(
            """
            {"id": "mine", "method": "GET", "url": "/me/memberOf"},
            {"id": "groups", "method": "GET", "url": "/groups",
             "headers": {"Authorization": "Bearer of.somebody.else"}},
            {"id": "make", "method": "POST", "url": "/groups",
             "headers": {"Content-Type": "application/json"},
             "body": {"displayName": "Mine", "mailEnabled": false, "mailNickname": "mine",
                      "securityEnabled": true}}
            """);

    assertThat(answers.get("responses").valueStream().map(it -> it.get("status").asInt()))
        .containsExactly(200, 403, 403);
  }

  @Test
  void whatDependsOnAFailureIsNotTried() {
    var answers =
        batch(
            """
            {"id": "c", "method": "GET", "url": "/me", "dependsOn": ["B"]},
            {"id": "b", "method": "GET", "url": "/me", "dependsOn": ["a"]},
            {"id": "a", "method": "GET", "url": "/nothing"},
            {"id": "d", "method": "GET", "url": "/me"}
            """);

    assertThat(
            answers
                .get("responses")
                .valueStream()
                .collect(
                    Collectors.toMap(
                        it -> it.get("id").asString(), it -> it.get("status").asInt())))
        .containsEntry("a", 404)
        .containsEntry("b", 424)
        .containsEntry("c", 424)
        .containsEntry("d", 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"1\", \"method\": \"POST\", \"url\": \"/$batch\"}",
        "{\"id\": \"1\", \"method\": \"POST\", \"url\": \"/%24batch\"}",
        "{\"id\": \"1\", \"method\": \"POST\", \"url\": \"/$batch;x\", \"headers\":"
            + " {\"Content-Type\": \"application/json\"}, \"body\": {\"requests\":"
            + " [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\"}]}}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me;x=1\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"https://entente.example/v1.0/me\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"//entente.example/me\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/../operator/tenants\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/%2e%2e/operator/tenants\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/users/%zz\"}",
        "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"\"}",
        "{\"id\": \"1\", \"method\": \"TRACE\", \"url\": \"/me\"}",
        "{\"id\": \"1\", \"method\": \"POST\", \"url\": \"/me/checkMemberGroups\", \"body\": {}}"
      })
  void aRequestThatCannotBeIsRefusedAndTheOthersAreNot(String bad) {
    var answers = batch(bad + ", {\"id\": \"2\", \"method\": \"GET\", \"url\": \"/me\"}");

    assertThat(answers.get("responses").valueStream().map(it -> it.get("status").asInt()))
        .containsExactly(400, 200);
  }

  static Stream<String> senselessBatches() {
    return Stream.of(
        "{}",
        "{\"requests\": []}",
        "{\"requests\": [{\"method\": \"GET\", \"url\": \"/me\"}]}",
        "{\"requests\": [{\"id\": \"1\", \"url\": \"/me\"}]}",
        "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\"}]}",
        "{\"requests\": [%s, %s]}".formatted(me("x"), me("X")),
        "{\"requests\": [%s]}"
            .formatted(
                IntStream.range(0, 21)
                    .mapToObj(it -> me("n" + it))
                    .collect(Collectors.joining(","))),
        "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\", \"dependsOn\":"
            + " [\"2\"]}]}",
        "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\", \"dependsOn\":"
            + " [\"1\"]}]}");
  }

  @ParameterizedTest
  @MethodSource("senselessBatches")
  void aBatchThatMakesNoSenseIsRefusedWhole(String batch) {
    var response = post(batch);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Request_BadRequest");
  }

  @Test
  void nothingOfARequestInsideLeaksToTheBatch() {
    var response =
        post("{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/nothing\"}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("Content-Type")).hasSize(1);
    assertThat(response.headers().allValues("request-id")).hasSize(1);
  }

  private static String me(String id) {
    return "{\"id\": \"%s\", \"method\": \"GET\", \"url\": \"/me\"}".formatted(id);
  }

  private static JsonNode body(JsonNode answers, int index) {
    return answers.get("responses").get(index).get("body");
  }

  private JsonNode batch(String requests) {
    var response = post("{\"requests\": [%s]}".formatted(requests));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse<String> post(String batch) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(api() + "/$batch"))
              .header("Authorization", "Bearer " + accessToken(Cast.NORTHLIGHT, Cast.EMIL))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(batch))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
