package dev.entente.server.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
@Tag("M14")
class OrganizationTests {

  @Autowired private WebApplicationContext context;

  @Test
  void everyoneSeesTheirOwnOrganisationOnly() {
    assertThat(
            Callers.server(context)
                .get()
                .uri("/v1.0/organization")
                .with(Callers.person(Cast.NORTHLIGHT, Cast.BEN)))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"value": [{"id": "0a000000-0000-4000-8000-000000000001", "displayName": "Northlight",
                        "countryLetterCode": "NL",
                        "verifiedDomains": [{"name": "northlight.example"}]}]}
            """);
  }
}
