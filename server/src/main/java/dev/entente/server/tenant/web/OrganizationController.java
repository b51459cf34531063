package dev.entente.server.tenant.web;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own organisation, as Microsoft Graph names its properties. */
@RestController
@Tag(name = "Directory")
class OrganizationController {

  private final Tenants tenants;
  private final WebSettings settings;

  OrganizationController(Tenants tenants, WebSettings settings) {
    this.tenants = tenants;
    this.settings = settings;
  }

  @Operation(summary = "The caller's organisation, and no other")
  @GetMapping("/v1.0/organization")
  GraphPage<OrganizationResource> index(@Parameter(hidden = true) SignedIn caller) {
    return GraphPage.whole(
        settings.context("organization"),
        List.of(OrganizationResource.of(tenants.get(caller.tenant()))));
  }

  /** An organisation. */
  record OrganizationResource(
      String id,
      String displayName,
      String countryLetterCode,
      List<VerifiedDomain> verifiedDomains) {

    static OrganizationResource of(Tenant tenant) {
      return new OrganizationResource(
          tenant.id().toString(),
          tenant.name(),
          tenant.country(),
          tenant.domains().stream().map(VerifiedDomain::new).toList());
    }
  }

  /** A mail domain of the organisation's own. */
  record VerifiedDomain(String name) {}
}
