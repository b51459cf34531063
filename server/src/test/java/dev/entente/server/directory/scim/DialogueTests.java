package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays what real clients send, from {@code src/test/resources/scim}: a request, {@code -->} and
 * the status, a name for the answer's id or {@code only} for an answer without any other field, and
 * what the answer contains.
 */
@EntenteTest
@Tag("M76")
class DialogueTests {

  private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

  @Autowired private WebApplicationContext context;

  @ParameterizedTest
  @ValueSource(strings = {"entra", "okta", "keycloak"})
  void theClientGetsTheAnswersThatItExpects(String client) throws IOException {
    var caller = ScimCaller.ofNewTenant(context);
    var names = new HashMap<String, String>();

    for (var exchange : exchanges(client)) {
      var request = exchange.named(names);
      var result = caller.send(request.method(), request.path(), request.body());
      assertThat(result.getResponse().getStatus())
          .as("%s, answered with %s", request, result.getResponse().getContentAsString())
          .isEqualTo(request.status());
      if (!request.answer().isEmpty()) {
        assertThat(result)
            .as(request.toString())
            .bodyJson()
            .isEqualTo(request.answer(), JsonCompareMode.LENIENT);
      }
      if (request.note().equals("only")) {
        assertThat(fields(result)).as(request.toString()).isEqualTo(fieldsOf(request.answer()));
      } else if (!request.note().isEmpty()) {
        names.put(request.note(), ScimCaller.body(result).path("id").stringValue());
      }
    }
  }

  private static Set<String> fields(MvcTestResult result) {
    return Set.copyOf(((ObjectNode) ScimCaller.body(result)).propertyNames());
  }

  private static Set<String> fieldsOf(String json) {
    return Pattern.compile("^ {2}\"([^\"]+)\"", Pattern.MULTILINE)
        .matcher(json)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toSet());
  }

  private record Exchange(
      HttpMethod method, String path, String body, int status, String note, String answer) {

    Exchange named(Map<String, String> names) {
      return new Exchange(
          method, fill(path, names), fill(body, names), status, note, fill(answer, names));
    }

    private static String fill(String text, Map<String, String> names) {
      return NAME.matcher(text)
          .replaceAll(it -> names.getOrDefault(it.group(1), "a name not given yet"));
    }
  }

  private static List<Exchange> exchanges(String client) throws IOException {
    var text =
        new ClassPathResource("scim/%s.http".formatted(client))
            .getContentAsString(StandardCharsets.UTF_8)
            .lines()
            .filter(it -> !it.startsWith("#"))
            .collect(Collectors.joining("\n"));
    var exchanges = new ArrayList<Exchange>();
    for (var part : text.strip().split("\n\n+", -1)) {
      exchanges.add(exchange(part));
    }
    return exchanges;
  }

  private static Exchange exchange(String text) {
    var sides = text.strip().split("\n--> ", 2);
    var request = sides[0].split("\n", 2);
    var line = request[0].split(" ", 2);
    var answer = sides[1].split("\n", 2);
    var outcome = answer[0].split(" ", 2);
    return new Exchange(
        HttpMethod.valueOf(line[0]),
        line[1],
        request.length > 1 ? request[1] : "",
        Integer.parseInt(outcome[0]),
        outcome.length > 1 ? outcome[1] : "",
        answer.length > 1 ? answer[1] : "");
  }
}
