package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Members;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Loads into a tenant of each test's own. */
@EntenteTest
@Tag("M76")
class OperatorDirectoryTests {

  private static final String PEOPLE =
      """
      id,userPrincipalName,displayName,manager,accountEnabled
      0b000000-0000-4000-8000-000000000001,mia@x.example,Mia,,true
      0b000000-0000-4000-8000-000000000002,noa@x.example,Noa,mia@x.example,true
      """;

  private static final String GROUPS =
      """
      id,displayName,kind,members
      0c000000-0000-4000-8000-000000000001,Ring,security,0c000000-0000-4000-8000-000000000002
      0c000000-0000-4000-8000-000000000002,Round,security,0c000000-0000-4000-8000-000000000001;noa@x.example
      """;

  private static final UserId MIA = UserId.parse("0b000000-0000-4000-8000-000000000001");
  private static final UserId NOA = UserId.parse("0b000000-0000-4000-8000-000000000002");
  private static final GroupId RING = GroupId.parse("0c000000-0000-4000-8000-000000000001");

  @Autowired private WebApplicationContext context;
  @Autowired private Tenants tenants;
  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;

  private MockMvcTester server;
  private TenantId tenant;

  @BeforeEach
  void provision() {
    server = Callers.server(context);
    tenant = NewTenant.of(tenants);
  }

  @Test
  void aLoadReplacesWhatWasThere() {
    assertThat(csv(PEOPLE, GROUPS))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
        {"people": 2, "groups": 2}
        """);
    assertThat(csv(PEOPLE.lines().limit(2).toList(), "id,displayName,kind,members")).hasStatusOk();

    assertThat(people()).containsExactly("Mia");
    assertThat(directory.group(tenant, RING)).isEmpty();
    assertThat(Members.has(search, tenant, NOA, RING)).isFalse();
  }

  @Test
  @Tag("M7")
  void groupsThatContainEachOtherAreHarmless() {
    assertThat(csv(PEOPLE, GROUPS)).hasStatusOk();

    assertThat(Members.has(search, tenant, NOA, RING)).isTrue();
    assertThat(Members.has(search, tenant, MIA, RING)).isFalse();
    assertThat(Members.all(search, tenant, RING)).hasSize(1);
  }

  @Test
  void principalNamesMayChangeHandsWithinOneLoad() {
    assertThat(csv(PEOPLE, GROUPS)).hasStatusOk();
    var swapped = PEOPLE.replace("mia@", "tmp@").replace("noa@", "mia@").replace("tmp@", "noa@");

    assertThat(csv(swapped, GROUPS)).hasStatusOk();

    assertThat(directory.personByPrincipalName(tenant, "noa@x.example").map(Person::id))
        .contains(MIA);
  }

  @Test
  void aFaultChangesNothing() {
    assertThat(csv(PEOPLE, GROUPS)).hasStatusOk();

    assertThat(csv(PEOPLE.replace("Noa,mia@", "Noa,zoe@"), GROUPS))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.message")
        .isEqualTo("people.csv, record 2: nobody in people.csv is called zoe@x.example.");
    assertThat(people()).containsExactly("Mia", "Noa");
  }

  @Test
  void readsLdifAsWell() {
    var ldif =
        """
        dn: uid=ola,dc=x
        objectClass: inetOrgPerson
        entryUUID: 0b000000-0000-4000-8000-000000000003
        cn: Ola
        mail: ola@x.example
        """;

    assertThat(put(part("ldif", ldif))).hasStatusOk();

    assertThat(people()).containsExactly("Ola");
  }

  @Test
  void wantsTwoCsvFilesOrOneLdif() {
    assertThat(put(part("people", PEOPLE))).hasStatus(400);
    assertThat(put(part("people", PEOPLE), part("groups", GROUPS), part("ldif", "")))
        .hasStatus(400);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    var latin1 = PEOPLE.replace("Mia", "Mía").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(put(new MockMultipartFile("people", latin1), part("groups", GROUPS)))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.message")
        .isEqualTo("people is not in UTF-8.");
  }

  @Test
  void knowsNoOtherTenant() {
    tenant = new TenantId(UUID.randomUUID());

    assertThat(csv(PEOPLE, GROUPS)).hasStatus(404);
  }

  private MvcTestResult csv(List<String> people, String groups) {
    return csv(String.join("\n", people), groups);
  }

  private MvcTestResult csv(String people, String groups) {
    return put(part("people", people), part("groups", groups));
  }

  private static MockMultipartFile part(String name, String text) {
    return new MockMultipartFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private MvcTestResult put(MockMultipartFile... parts) {
    var request =
        server
            .method(HttpMethod.PUT)
            .uri("/operator/tenants/{id}/directory", tenant)
            .with(Callers.operator())
            .multipart();
    for (var part : parts) {
      request.file(part);
    }
    return request.exchange();
  }

  private List<String> people() {
    return directory.people(tenant, Optional.empty(), 10).stream()
        .map(Person::displayName)
        .toList();
  }
}
