package dev.entente.server.network.linkedin;

import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.entente.sandbox.SandboxApplication;
import dev.entente.sandbox.Visitor;
import dev.entente.server.HandClock;
import dev.entente.server.kernel.Secret;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import dev.entente.server.network.Category;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import dev.entente.server.network.SignInFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.FileSystemUtils;

/** The adapter and the sandbox over HTTP: what holds here holds at LinkedIn, by other URLs. */
@Tag("M77")
class LinkedInContractTests {

  private static final URI REDIRECT_URI =
      URI.create("http://localhost:8080/account/connections/callback/linkedin");
  private static final int INGRIDS_CONNECTIONS = 60;

  @TempDir private static Path members;
  private static SandboxApplication.Running sandbox;
  private static LinkedIn linkedIn;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("../demo/linkedin"), members);
    addIngrid();
    sandbox =
        SandboxApplication.start(Map.of("sandbox.members", members, "sandbox.demo", "../demo"));
    linkedIn = client(Map.of());
  }

  /** A member with more connections than a page holds. */
  private static void addIngrid() throws IOException {
    var folder = Files.createDirectory(members.resolve("ingrid"));
    Files.writeString(folder.resolve("Profile.csv"), "First Name,Last Name\nIngrid,Sørli\n");
    Files.writeString(
        folder.resolve("Connections.csv"),
        IntStream.rangeClosed(1, INGRIDS_CONNECTIONS)
            .mapToObj("Person,%d\n"::formatted)
            .collect(Collectors.joining("", "First Name,Last Name\n", "")));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void noMoreFaults() {
    switchboard("DELETE", "/sandbox/faults", "");
  }

  @Nested
  @Tag("M21")
  class SigningIn {

    @Test
    void aMemberWhoAcceptsIsKnownByOneIdentifierForSixtyDays() {
      var grant = connect("ada");

      assertThat(grant.member()).isNotBlank().isEqualTo(connect("ada").member());
      assertThat(grant.member()).isNotEqualTo(connect("ben").member());
      assertThat(grant.scopes())
          .containsExactlyInAnyOrder("openid", "profile", "email", "r_dma_portability_3rd_party");
      assertThat(grant.refreshToken()).isEmpty();
      assertThat(Duration.between(Instant.now(), grant.expiresAt()))
          .isBetween(Duration.ofDays(60).minusMinutes(1), Duration.ofDays(60).plusMinutes(1));
    }

    @Test
    void aMemberWhoCancelsComesBackWithoutACode() {
      var authorization = linkedIn.authorizationUri("state-1", REDIRECT_URI);
      var atSignIn = visitor();
      var atConsent = visitor();

      var fromSignIn = atSignIn.press(atSignIn.open(authorization), "cancel");
      var fromConsent = atConsent.press(atConsent.open(authorization), "member-hana", "cancel");

      assertThat(fromSignIn.parameter("error")).contains("user_cancelled_login");
      assertThat(fromConsent.parameter("error")).contains("user_cancelled_authorize");
      assertThat(fromConsent.parameter("code")).isEmpty();
    }

    @Test
    void aCodeIsGoodOnce() {
      var code = code(linkedIn, "ada", "state-1");
      linkedIn.exchange(TENANT, code, "state-1", REDIRECT_URI);

      assertThat(refusal(linkedIn, code, "state-1")).isEqualTo(SignInFailed.Cause.CODE_REFUSED);
      assertThat(refusal(linkedIn, "made-up", "state-1"))
          .isEqualTo(SignInFailed.Cause.CODE_REFUSED);
    }

    @Test
    void aCodeOfBeforeARemovalIsRefusedAfterIt() {
      var visitor = visitor();
      var code = code(visitor, linkedIn, "emil", "state-1");

      removeUs(visitor);

      assertThat(refusal(linkedIn, code, "state-1")).isEqualTo(SignInFailed.Cause.CODE_REFUSED);
    }

    @Test
    void aWrongSecretIsTheOperatorsMatter() {
      var wrong = client(Map.of("client-secret", "wrong"));

      assertThat(refusal(wrong, code(wrong, "ada", "state-1"), "state-1"))
          .isEqualTo(SignInFailed.Cause.CLIENT_REFUSED);
    }

    @Test
    void linkedInRefusesPkceToAnOrdinaryApp() {
      var pkce = client(Map.of("pkce", "true"));

      assertThat(refusal(pkce, code(pkce, "ada", "state-1"), "state-1"))
          .isEqualTo(SignInFailed.Cause.CLIENT_REFUSED);
    }

    @Test
    void linkedInRepeatsNoNonceUnlessItIsMadeTo() {
      var nonce = client(Map.of("nonce", "true"));
      assertThat(refusal(nonce, code(nonce, "ada", "state-1"), "state-1"))
          .isEqualTo(SignInFailed.Cause.ID_TOKEN_INVALID);

      order("{\"echoNonce\": true}");
      assertThat(
              nonce
                  .exchange(TENANT, code(nonce, "ada", "state-2"), "state-2", REDIRECT_URI)
                  .member())
          .isNotBlank();
    }

    @Test
    void theIssuerThatLinkedInUsedBeforeIsLinkedInToo() {
      order("{\"issuer\": \"%s\"}".formatted(sandbox.baseUrl()));

      assertThat(connect("ada").member()).isNotBlank();
    }

    @Test
    void anIssuerThatIsNotLinkedInsIsRefused() {
      order("{\"issuer\": \"https://attacker.test\"}");

      assertThat(refusal(linkedIn, code(linkedIn, "ada", "state-1"), "state-1"))
          .isEqualTo(SignInFailed.Cause.ID_TOKEN_INVALID);
    }

    @Test
    void aTokenEndpointThatFailsIsAskedOnce() {
      var code = code(linkedIn, "ada", "state-1");
      order("{\"path\": \"/oauth/v2/accessToken\", \"status\": 503, \"remaining\": 1}");

      assertThat(refusal(linkedIn, code, "state-1")).isEqualTo(SignInFailed.Cause.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLocaleMayBeTextOrObject(boolean asString) {
      order("{\"localeAsString\": %s}".formatted(asString));

      assertThat(connect("ada").member()).isNotBlank();
    }
  }

  @Nested
  @Tag("M23")
  class OwnDataOfAMember {

    @ParameterizedTest
    @CsvSource({
      "PROFILE, POSITIONS, Company Name",
      "PROFILE, EDUCATION, School Name",
      "PROFILE, SKILLS, Name",
      "INTERESTS, COMPANY_FOLLOWS, Organization",
      "CONNECTIONS, CONNECTIONS, Last Name"
    })
    void comesByCategoryWithTheExportsLabels(Category category, String domain, String column) {
      var data = got(ownData("ada", category));

      assertThat(data.category()).isEqualTo(category);
      assertThat(data.rows().get(domain))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row).containsKey(column));
    }

    @Test
    void isReadPageByPageToTheEnd() {
      assertThat(got(ownData("ingrid", Category.CONNECTIONS)).rows().get("CONNECTIONS"))
          .hasSize(INGRIDS_CONNECTIONS)
          .last()
          .satisfies(row -> assertThat(row).containsEntry("Last Name", "60"));
    }

    @Test
    void namesTheDomainsThatAreNotPrepared() {
      var token = connect("ada").accessToken();
      order("{\"slowDomains\": [\"SKILLS\"]}");

      var data = got(linkedIn.ownData(TENANT, token, Category.PROFILE));

      assertThat(data.rows()).doesNotContainKey("SKILLS").containsKey("POSITIONS");
      assertThat(data.notYet()).contains("SKILLS");
    }

    @Test
    void isNotYetThereWhileNoDomainIs() {
      var token = connect("ada").accessToken();
      order("{\"slowDomains\": [\"CONNECTIONS\"]}");

      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isEqualTo(new Answer.NotYet<OwnData>());
    }

    @Test
    void isNotOfferedToATokenWithoutTheScope() {
      var token = connect(client(Map.of("products", "openid")), "emil").accessToken();

      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isEqualTo(new Answer.NotOffered<OwnData>());
    }

    @Test
    void isNotOfferedInAVersionThatIsGone() {
      var token = connect("ada").accessToken();
      order("{\"path\": \"/rest/\", \"status\": 426}");

      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isEqualTo(new Answer.NotOffered<OwnData>());
    }
  }

  @Nested
  @Tag("M26")
  class TheEndOfAToken {

    @Test
    void isToldWhenTheMemberRemovedUs() {
      var visitor = visitor();
      var state = UUID.randomUUID().toString();
      var code = code(visitor, linkedIn, "chloe", state);
      var token = linkedIn.exchange(TENANT, code, state, REDIRECT_URI).accessToken();

      removeUs(visitor);

      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isEqualTo(new Answer.TokenEnded<OwnData>(Ending.REMOVED_BY_MEMBER));
      assertThat(linkedIn.introspect(TENANT, token))
          .isEqualTo(new Answer.TokenEnded<Boolean>(Ending.REMOVED_BY_MEMBER));
    }

    @Test
    void isToldWhenItsTimeIsUp() {
      var token = connect("ada").accessToken();
      order("{\"expiredTokens\": true}");

      assertThat(linkedIn.memberView(TENANT, token, "ben"))
          .isEqualTo(new Answer.TokenEnded<MemberView>(Ending.EXPIRED));
    }

    @Test
    void isInvalidForATokenThatLinkedInDoesNotKnow() {
      var stranger = new Secret("nobodys-token");

      assertThat(linkedIn.ownData(TENANT, stranger, Category.CONNECTIONS))
          .isEqualTo(new Answer.TokenEnded<OwnData>(Ending.INVALID));
      assertThat(linkedIn.introspect(TENANT, stranger))
          .isEqualTo(new Answer.TokenEnded<Boolean>(Ending.INVALID));
    }

    @Test
    void comesAtOnceWhenWeGiveItBack() {
      var token = connect("ada").accessToken();
      assertThat(linkedIn.introspect(TENANT, token)).isEqualTo(new Answer.Got<>(true));

      assertThat(linkedIn.revoke(TENANT, token)).isTrue();

      assertThat(linkedIn.introspect(TENANT, token)).isInstanceOf(Answer.TokenEnded.class);
      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isInstanceOf(Answer.TokenEnded.class);
    }

    @Test
    void isNotConfirmedWhileLinkedInFails() {
      var token = connect("ada").accessToken();
      order("{\"path\": \"/oauth/v2/revoke\", \"status\": 500}");

      assertThat(linkedIn.revoke(TENANT, token)).isFalse();
    }
  }

  @Nested
  class BadDays {

    @Test
    void aRateLimitSaysHowLongToWait() {
      var token = connect("ada").accessToken();
      order("{\"path\": \"/rest\", \"status\": 429, \"retryAfterSeconds\": 7}");

      assertThat(linkedIn.ownData(TENANT, token, Category.CONNECTIONS))
          .isEqualTo(
              new Answer.Unreachable<OwnData>(
                  "LinkedIn's rate limit is used up", Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void nonsenseEndsNothing() {
      var token = connect("ada").accessToken();
      order("{\"path\": \"/rest\", \"malformedJson\": true}");

      expectUnreachable(
          linkedIn.ownData(TENANT, token, Category.CONNECTIONS), "not the expected JSON");
    }

    @Test
    void anAnswerWithoutEndIsReadToTheLimit() {
      var token = connect("ada").accessToken();
      order("{\"path\": \"/rest\", \"largeBody\": true}");

      expectUnreachable(linkedIn.ownData(TENANT, token, Category.CONNECTIONS), "too large");
    }

    @Test
    void anAnswerThatDribblesIsGivenUp() {
      var impatient = client(Map.of("limits.call-timeout", "1s"));
      var token = connect("ada").accessToken();
      order("{\"path\": \"/v2\", \"slowBody\": true}");

      expectUnreachable(impatient.memberView(TENANT, token, "ben"), "no answer in time");
    }

    @Test
    void anAnswerThatDoesNotBeginIsGivenUp() {
      var impatient = client(Map.of("limits.read-timeout", "500ms"));
      var token = connect("ada").accessToken();
      order("{\"path\": \"/v2\", \"latencyMillis\": 3000}");

      expectUnreachable(impatient.memberView(TENANT, token, "ben"), "no answer in time");
    }

    @Test
    void aLinkedInThatKeepsFailingIsLeftAloneAndComeBackTo() {
      var clock = new HandClock();
      var patient = client(Map.of("limits.breaker-pause", "10s"), clock);
      var token = connect("ada").accessToken();
      order("{\"path\": \"/v2\", \"status\": 500}");
      for (var call = 0; call < 10; call++) {
        patient.memberView(TENANT, token, "ben");
      }
      switchboard("DELETE", "/sandbox/faults", "");
      switchboard("DELETE", "/sandbox/requests", "");

      expectUnreachable(patient.memberView(TENANT, token, "ben"), "left alone");
      assertThat(switchboard("GET", "/sandbox/requests", "")).isEqualTo("[]");

      clock.turn(Duration.ofSeconds(11));
      assertThat(patient.memberView(TENANT, token, "ben")).isInstanceOf(Answer.Got.class);
    }

    private static void expectUnreachable(Answer<?> answer, String cause) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Unreachable.class, it -> assertThat(it.cause()).contains(cause));
    }
  }

  @Nested
  @Tag("M41")
  class LookingUp {

    @Test
    void findsAColleagueByEMailWithAPicture() {
      var ben = ben();

      assertThat(ben.name()).isEqualTo("Ben Okafor");
      assertThat(ben.company()).isPresent();
      assertThat(linkedIn.picture(TENANT, ben)).isInstanceOf(Answer.Got.class);
    }

    @Test
    void showsMoreToAConnectedViewer() {
      var answer = linkedIn.memberView(TENANT, connect("ada").accessToken(), ben().key());

      var view = ((Answer.Got<MemberView>) answer).value();
      assertThat(view.connected()).isTrue();
      assertThat(view.positions()).isNotEmpty();
      assertThat(view.skills()).isNotEmpty();
    }

    @Test
    @Tag("M26")
    void namesSharedConnectionsButNoneWhoHides() {
      assertThat(shared("hana", ben())).contains("Ada Visser");
      assertThat(shared("ada", ben())).doesNotContain("Fatou Diallo");
    }

    private static List<String> shared(String viewer, PublicProfile subject) {
      var answer = linkedIn.memberView(TENANT, connect(viewer).accessToken(), subject.key());
      return ((Answer.Got<MemberView>) answer)
          .value().sharedConnections().stream().map(MemberView.SharedConnection::name).toList();
    }

    @Test
    @Tag("M42")
    void givesCandidatesForANameThatTwoBear() {
      assertThat(linkedIn.candidates(TENANT, "Gus de Wit", Optional.empty()))
          .isInstanceOfSatisfying(
              Answer.Got.class, got -> assertThat((List<?>) got.value()).hasSize(2));
      assertThat(linkedIn.candidates(TENANT, "Nobody Atall", Optional.empty()))
          .isEqualTo(new Answer.Got<List<PublicProfile>>(List.of()));
    }

    @Test
    @Tag("M26")
    void findsNobodyWhoHides() {
      assertThat(linkedIn.publicProfile(TENANT, "fatou@northlight.example"))
          .isEqualTo(new Answer.Nothing<PublicProfile>());
      assertThat(linkedIn.memberView(TENANT, connect("ada").accessToken(), "fatou"))
          .isEqualTo(new Answer.Nothing<MemberView>());
    }

    private static PublicProfile ben() {
      var answer = linkedIn.publicProfile(TENANT, "ben@northlight.example");
      return ((Answer.Got<PublicProfile>) answer).value();
    }
  }

  private static LinkedIn client(Map<String, String> differences) {
    return client(differences, Clock.systemUTC());
  }

  private static LinkedIn client(Map<String, String> differences, Clock clock) {
    var properties = new HashMap<String, String>();
    properties.put("web-base", sandbox.baseUrl());
    properties.put("api-base", sandbox.baseUrl());
    properties.put("client-id", "entente-demo");
    properties.put("client-secret", "linkedin-demo-secret");
    properties.put("products", "openid,memberDataPortability,peopleLookup");
    properties.putAll(differences);
    var prefixed =
        properties.entrySet().stream()
            .collect(
                Collectors.toMap(it -> "entente.linkedin." + it.getKey(), Map.Entry::getValue));
    return new LinkedIn(
        new Binder(new MapConfigurationPropertySource(prefixed))
            .bindOrCreate("entente.linkedin", LinkedInSettings.class),
        clock);
  }

  private static Visitor visitor() {
    return new Visitor(sandbox.baseUrl());
  }

  private static String code(LinkedIn client, String member, String state) {
    return code(visitor(), client, member, state);
  }

  private static String code(Visitor visitor, LinkedIn client, String member, String state) {
    var signIn = visitor.open(client.authorizationUri(state, REDIRECT_URI));
    var returned = visitor.press(signIn, "member-" + member, "allow");
    assertThat(returned.parameter("state")).contains(state);
    return returned.parameter("code").orElseThrow();
  }

  private static MemberGrant connect(String member) {
    return connect(linkedIn, member);
  }

  private static MemberGrant connect(LinkedIn client, String member) {
    var state = UUID.randomUUID().toString();
    return client.exchange(TENANT, code(client, member, state), state, REDIRECT_URI);
  }

  private static SignInFailed.Cause refusal(LinkedIn client, String code, String state) {
    return catchThrowableOfType(
            SignInFailed.class, () -> client.exchange(TENANT, code, state, REDIRECT_URI))
        .reason();
  }

  private static Answer<OwnData> ownData(String member, Category category) {
    return linkedIn.ownData(TENANT, connect(member).accessToken(), category);
  }

  private static OwnData got(Answer<OwnData> answer) {
    assertThat(answer).isInstanceOf(Answer.Got.class);
    return ((Answer.Got<OwnData>) answer).value();
  }

  private static void removeUs(Visitor visitor) {
    visitor.press(visitor.open("/psettings/permitted-services"), "remove-entente-demo");
  }

  private static void order(String faults) {
    switchboard("PUT", "/sandbox/faults", faults);
  }

  private static String switchboard(String method, String path, String json) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
