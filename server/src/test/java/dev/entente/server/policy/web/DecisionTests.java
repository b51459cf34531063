package dev.entente.server.policy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.policy.Reason;
import dev.entente.server.web.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
@Tag("M12")
class DecisionTests {

  private static final RequestPostProcessor GUS =
      Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  private static final RequestPostProcessor BEN = Callers.person(Cast.NORTHLIGHT, Cast.BEN);

  @Autowired private WebApplicationContext context;
  @Autowired private MessageSource messages;

  @Test
  void aPersonLearnsTheirOwnDecisionWithItsTrace() {
    assertThat(server().get().uri("/v1.0/me/connectionDecision").with(BEN))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"outcome": "allowed", "reason": "ALLOWED_EVERYONE", "ceiling": "both",
             "trace": [{"rule": "AVAILABILITY", "passed": true}, {"rule": "ACCOUNT", "passed": true},
                       {"rule": "AUDIENCE", "passed": true}, {"rule": "USER_CONSENT", "passed": true}]}
            """);
  }

  @Test
  void anAuditorLearnsAnyonesInBothSidesWords() {
    assertThat(server().get().uri("/v1.0/users/" + Cast.DEV + "/connectionDecision").with(GUS))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"outcome": "denied", "reason": "ACCOUNT_DISABLED",
             "explanation": {"forPerson": "Your work account is not active."}}
            """);
  }

  @Test
  void onlyReadersMayAskAboutOthersAndOnlyAboutTheirOwn() {
    assertThat(server().get().uri("/v1.0/users/" + Cast.EMIL + "/connectionDecision").with(BEN))
        .hasStatus(403);
    for (var unknown : List.of(Cast.HANA.toString(), UUID.randomUUID().toString())) {
      assertThat(server().get().uri("/v1.0/users/" + unknown + "/connectionDecision").with(GUS))
          .hasStatus(404);
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasWordsForBothSides(Reason reason) {
    for (var reader : List.of("administrator", "person", "changedBy")) {
      assertThat(
              messages.getMessage(
                  "decision.%s.%s".formatted(reason, reader), new Object[0], Locale.ENGLISH))
          .isNotBlank();
    }
  }

  @Test
  void theDocumentationListsExactlyTheReasonsThereAre() throws IOException {
    var documented =
        Pattern.compile("^\\| `([A-Z_]+)` \\| (?:allowed|denied) ", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/api.md")))
            .results()
            .map(it -> Reason.valueOf(it.group(1)))
            .toList();

    assertThat(documented).containsExactlyInAnyOrder(Reason.values());
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
