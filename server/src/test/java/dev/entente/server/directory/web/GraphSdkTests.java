package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.checkmembergroups.CheckMemberGroupsPostRequestBody;
import dev.entente.server.Cast;
import dev.entente.server.directory.Owner;
import dev.entente.server.kernel.UserId;
import dev.entente.server.signin.SignInJourney;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Microsoft's own Graph SDK for Java, as it is, with Entente's address for Microsoft's. What it
 * cannot do here, existing scripts cannot do either.
 */
@Tag("M9")
@Tag("M14")
class GraphSdkTests extends SignInJourney {

  private GraphServiceClient graph;

  @BeforeEach
  void pointAtEntente() {
    graph = clientOf(Cast.ADA, "GlobalAdministrator");
  }

  private GraphServiceClient clientOf(UserId person, String... roles) {
    var token = accessToken(Cast.NORTHLIGHT, person, roles);
    var client =
        new GraphServiceClient(
            (request, _) -> request.headers.add("Authorization", "Bearer " + token),
            GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
                .addInterceptor(this::throughTheDoor)
                .build());
    client.getRequestAdapter().setBaseUrl("http://localhost:8080/v1.0");
    return client;
  }

  /** Links to next pages have the public address, which a proxy leads to the server's port. */
  private Response throughTheDoor(Interceptor.Chain chain) throws IOException {
    var port = URI.create(api()).getPort();
    var request = chain.request();
    var inside = request.url().newBuilder().port(port).build();
    return chain.proceed(request.newBuilder().url(inside).build());
  }

  @Test
  void listsPeopleThroughAllPages() throws ReflectiveOperationException {
    var first =
        graph
            .users()
            .get(
                it -> {
                  it.queryParameters.top = 3;
                  it.queryParameters.select = new String[] {"id", "displayName"};
                });
    var names = new ArrayList<String>();
    new PageIterator.Builder<User, UserCollectionResponse>()
        .client(graph)
        .collectionPage(Objects.requireNonNull(first))
        .collectionPageFactory(UserCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(
            it -> {
              names.add(it.getDisplayName());
              return true;
            })
        .build()
        .iterate();

    assertThat(names)
        .doesNotHaveDuplicates()
        .contains("Ada Visser", "Ben Okafor", "Chloé Marchand", "Dev Sharma", "Emil Lindqvist")
        .contains("Fatou Diallo", "Gus de Wit", "Inês Carvalho");
  }

  @Test
  void findsAGroupByName() {
    var found =
        graph
            .groups()
            .get(
                it -> {
                  it.queryParameters.filter = "startswith(displayName,'sales')";
                  it.queryParameters.count = true;
                  it.headers.add("ConsistencyLevel", "eventual");
                });

    assertThat(Objects.requireNonNull(found).getValue())
        .extracting(Group::getDisplayName)
        .containsExactly("Sales", "Sales EMEA");
    assertThat(found.getOdataCount()).isEqualTo(2);
    assertThat(graph.groups().count().get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void makesFillsEmptiesAndRemovesAGroup() {
    var group = makeGroup();

    add(group, Cast.BEN.value());
    add(group, Cast.SALES_EMEA.value());
    assertThat(members(group)).containsExactly(Cast.BEN.toString(), Cast.SALES_EMEA.toString());
    assertThat(transitiveMembers(group)).contains(Cast.CHLOE.toString());

    graph
        .groups()
        .byGroupId(group)
        .members()
        .byDirectoryObjectId(Cast.BEN.toString())
        .ref()
        .delete();
    assertThat(members(group)).containsExactly(Cast.SALES_EMEA.toString());

    graph.groups().byGroupId(group).delete();
    refused(404, "Request_ResourceNotFound", () -> graph.groups().byGroupId(group).get());
  }

  @Test
  void bindsTwentyMembersOrNone() {
    var group = makeGroup();
    var everyone = List.of(Cast.ADA, Cast.BEN, Cast.CHLOE, Cast.DEV, Cast.EMIL, Cast.FATOU);

    bind(group, everyone);
    assertThat(members(group)).hasSize(6);

    refused(400, "Request_BadRequest", () -> bind(group, List.of(Cast.GUS, Cast.BEN)));
    refused(
        404,
        "Request_ResourceNotFound",
        () -> bind(group, List.of(Cast.GUS, new UserId(UUID.randomUUID()))));
    assertThat(members(group)).hasSize(6).doesNotContain(Cast.GUS.toString());
    graph.groups().byGroupId(group).delete();
  }

  @Test
  void anExistingMemberIsToldInMicrosoftsWords() {
    var group = makeGroup();
    add(group, Cast.BEN.value());

    assertThatThrownBy(() -> add(group, Cast.BEN.value()))
        .hasMessageContaining(
            "One or more added object references already exist for the following modified"
                + " properties: 'members'.");
    graph.groups().byGroupId(group).delete();
  }

  @Test
  void checksMemberGroupsThroughNestedOnes() {
    var wanted = new CheckMemberGroupsPostRequestBody();
    wanted.setGroupIds(List.of(Cast.SALES.toString()));

    var answer = graph.users().byUserId(Cast.CHLOE.toString()).checkMemberGroups().post(wanted);

    assertThat(Objects.requireNonNull(answer).getValue()).containsExactly(Cast.SALES.toString());
  }

  @Test
  void batchesRequests() throws Exception {
    var group = makeGroup();
    var batch = new BatchRequestContent(graph);
    var me = batch.addBatchRequestStep(graph.me().toGetRequestInformation());
    var bound =
        batch.addBatchRequestStep(
            graph.groups().byGroupId(group).toPatchRequestInformation(binding(List.of(Cast.EMIL))));
    var nothing =
        batch.addBatchRequestStep(
            graph.groups().byGroupId(UUID.randomUUID().toString()).toGetRequestInformation());

    var answers = graph.getBatchRequestBuilder().post(batch, Map.of());

    assertThat(answers.getResponsesStatusCode())
        .containsEntry(me, 200)
        .containsEntry(bound, 204)
        .containsEntry(nothing, 404);
    assertThat(
            Objects.requireNonNull(answers.getResponseById(me, User::createFromDiscriminatorValue))
                .getDisplayName())
        .isEqualTo("Ada Visser");
    assertThat(members(group)).containsExactly(Cast.EMIL.toString());
    graph.groups().byGroupId(group).delete();
  }

  @Test
  void aSourcesGroupIsReadOnlyAndSaysSo() {
    var sales = graph.groups().byGroupId(Cast.SALES.toString()).get();

    assertThat(Objects.requireNonNull(sales).getOnPremisesSyncEnabled()).isTrue();
    assertThat(sales.getAdditionalData()).containsEntry("source", Owner.CSV.label());
    refused(409, "Request_Conflict", () -> add(Cast.SALES.toString(), Cast.EMIL.value()));
    refused(
        409, "Request_Conflict", () -> graph.groups().byGroupId(Cast.SALES.toString()).delete());
    assertThat(members(Cast.SALES.toString())).doesNotContain(Cast.EMIL.toString());
  }

  @Test
  void whoMayNotIsToldInMicrosoftsCode() {
    graph = clientOf(Cast.GUS, "Auditor");
    refused(403, "Authorization_RequestDenied", this::makeGroup);
    graph = clientOf(Cast.EMIL);
    refused(403, "Authorization_RequestDenied", () -> graph.groups().get());
  }

  @Test
  void anotherOrganisationsGroupsAndPeopleAreUnknown() {
    var group = makeGroup();

    refused(404, "Request_ResourceNotFound", () -> add(group, Cast.HUGO.value()));
    graph.groups().byGroupId(group).delete();
  }

  private String makeGroup() {
    var group = new Group();
    group.setDisplayName("Pilot " + UUID.randomUUID());
    group.setMailEnabled(false);
    group.setMailNickname("pilot");
    group.setSecurityEnabled(true);
    return Objects.requireNonNull(Objects.requireNonNull(graph.groups().post(group)).getId());
  }

  private void add(String group, UUID member) {
    var reference = new ReferenceCreate();
    reference.setOdataId("https://graph.microsoft.com/v1.0/directoryObjects/" + member);
    graph.groups().byGroupId(group).members().ref().post(reference);
  }

  private void bind(String group, List<UserId> people) {
    graph.groups().byGroupId(group).patch(binding(people));
  }

  private static Group binding(List<UserId> people) {
    var group = new Group();
    group
        .getAdditionalData()
        .put(
            "members@odata.bind",
            people.stream()
                .map(it -> "https://graph.microsoft.com/v1.0/directoryObjects/" + it)
                .toList());
    return group;
  }

  private List<String> members(String group) {
    var members = graph.groups().byGroupId(group).members().get();
    return Objects.requireNonNull(Objects.requireNonNull(members).getValue()).stream()
        .map(it -> Objects.requireNonNull(it.getId()))
        .toList();
  }

  private List<String> transitiveMembers(String group) {
    var members = graph.groups().byGroupId(group).transitiveMembers().get();
    return Objects.requireNonNull(Objects.requireNonNull(members).getValue()).stream()
        .map(it -> Objects.requireNonNull(it.getId()))
        .toList();
  }

  private static void refused(int status, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ODataError.class,
            it -> {
              assertThat(it.getResponseStatusCode()).isEqualTo(status);
              assertThat(Objects.requireNonNull(it.getError()).getCode()).isEqualTo(code);
            });
  }
}
