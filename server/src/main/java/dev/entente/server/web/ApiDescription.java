package dev.entente.server.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's own description: {@code /openapi.json}, and {@code /docs} to read it. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String BEARER = "bearer";
  private static final String OPERATOR = "operator";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class);
  }

  @Bean
  OpenAPI description(WebSettings settings) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Entente")
                .version("v1.0")
                .description("Consented account connections, in Microsoft Graph's conventions.")
                .license(new License().name("Apache-2.0")))
        .servers(List.of(new Server().url(settings.publicUrl().toString())))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER, bearer("An access token of the organisation's own sign-in."))
                .addSecuritySchemes(OPERATOR, bearer("The operator's token.")));
  }

  /** Which token each path takes. */
  @Bean
  GlobalOpenApiCustomizer doors() {
    return api ->
        api.getPaths()
            .forEach(
                (path, item) ->
                    item.readOperations()
                        .forEach(
                            it ->
                                it.addSecurityItem(new SecurityRequirement().addList(door(path)))));
  }

  private static String door(String path) {
    return path.startsWith("/operator/") ? OPERATOR : BEARER;
  }

  private static SecurityScheme bearer(String description) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .description(description);
  }
}
