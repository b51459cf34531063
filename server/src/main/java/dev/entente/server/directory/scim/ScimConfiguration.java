package dev.entente.server.directory.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /ServiceProviderConfig}, {@code /ResourceTypes} and {@code /Schemas} say. */
@Configuration(proxyBeanMethods = false)
class ScimConfiguration {

  /** Of a request's body, in bytes. */
  static final int MAX_BODY = 10_000_000;

  static final int MAX_BULK_OPERATIONS = 1_000;

  /** Resources in one answer. */
  private static final int MAX_RESULTS = 200;

  @Bean
  ResourceEndpoint scimEndpoint(UserHandler users, GroupHandler groups) {
    var endpoint = new ResourceEndpoint(serviceProvider());
    var definitions =
        List.of(
            new EndpointDefinition(
                read("user"), read("user-schema"), List.of(read("enterprise-user-schema")), users),
            new EndpointDefinition(read("group"), read("group-schema"), List.of(), groups));
    for (var definition : definitions) {
      endpoint
          .registerEndpoint(definition)
          .setFeatures(
              ResourceTypeFeatures.builder()
                  .eTagFeature(ETagFeature.builder().enabled(true).build())
                  .build());
    }
    return endpoint;
  }

  /** Attributes that we do not keep are ignored, and so are changes of what is not there. */
  private static ServiceProvider serviceProvider() {
    return ServiceProvider.builder()
        .patchConfig(
            PatchConfig.builder()
                .supported(true)
                .ignoreUnknownAttributes(true)
                .doNotFailOnNoTarget(true)
                .activateMsAzureFilterWorkaround(true)
                .activateMsAzureValueSubAttributeWorkaround(true)
                .activateMsAzureComplexSimpleValueWorkaround(true)
                .build())
        .filterConfig(FilterConfig.builder().supported(true).maxResults(MAX_RESULTS).build())
        .sortConfig(SortConfig.builder().supported(true).build())
        .eTagConfig(ETagConfig.builder().supported(true).build())
        .bulkConfig(
            BulkConfig.builder()
                .supported(true)
                .maxOperations(MAX_BULK_OPERATIONS)
                .maxPayloadSize((long) MAX_BODY)
                .build())
        .authenticationSchemes(
            List.of(
                AuthenticationScheme.builder()
                    .type("oauthbearertoken")
                    .name("Bearer token")
                    .description("A token that the operator of this server issues per client")
                    .specUri("https://www.rfc-editor.org/info/rfc6750")
                    .primary(true)
                    .build()))
        .lenientContentTypeChecking(true)
        .build();
  }

  private static JsonNode read(String name) {
    return JsonHelper.loadJsonDocument("/scim/%s.json".formatted(name));
  }
}
