package dev.entente.server.tenant.web;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Rollout;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.TenantDefinition;
import dev.entente.server.tenant.Tenants;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Provisioning, for whoever runs the server. No answer contains a client secret. */
@RestController
@RequestMapping("/operator/tenants")
class OperatorTenantController {

  private final Tenants tenants;

  OperatorTenantController(Tenants tenants) {
    this.tenants = tenants;
  }

  @GetMapping
  Map<String, List<TenantView>> index() {
    return Map.of("value", tenants.all().stream().map(TenantView::of).toList());
  }

  @GetMapping("/{id}")
  TenantView show(@PathVariable TenantId id) {
    return TenantView.of(tenants.get(id));
  }

  @PostMapping
  ResponseEntity<TenantView> create(@RequestBody TenantDefinition definition) {
    if (tenants.find(definition.tenantId()).isPresent()) {
      throw new Problem(
          Problem.Code.CONFLICT, "There is such a tenant already; change it with PUT.", "id");
    }
    var created = tenants.provision(definition);
    return ResponseEntity.created(URI.create("/operator/tenants/" + created.id()))
        .body(TenantView.of(created));
  }

  @PutMapping("/{id}")
  ResponseEntity<TenantView> put(
      @PathVariable TenantId id, @RequestBody TenantDefinition definition) {
    if (!id.equals(definition.tenantId())) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, "id is the same in the address and in the body.", "id");
    }
    var isNew = tenants.find(definition.tenantId()).isEmpty();
    return ResponseEntity.status(isNew ? 201 : 200)
        .body(TenantView.of(tenants.provision(definition)));
  }

  @PatchMapping("/{id}")
  TenantView rollOut(@PathVariable TenantId id, @RequestBody RolloutChange change) {
    return TenantView.of(tenants.rollOut(id, change.parsed()));
  }

  record RolloutChange(@Nullable String rollout) {

    Rollout parsed() {
      return Arrays.stream(Rollout.values())
          .filter(it -> it.label().equals(rollout))
          .findFirst()
          .orElseThrow(
              () ->
                  new Problem(
                      Problem.Code.INVALID_REQUEST, "rollout is notYet or reached.", "rollout"));
    }
  }

  record TenantView(
      String id,
      String name,
      List<String> domains,
      String cloud,
      String country,
      String rollout,
      String preset,
      boolean settingAvailable,
      String privacyStatement,
      String issuer,
      String clientId) {

    static TenantView of(Tenant tenant) {
      return new TenantView(
          tenant.id().toString(),
          tenant.name(),
          tenant.domains(),
          tenant.cloud().label(),
          tenant.country(),
          tenant.rollout().label(),
          tenant.preset().label(),
          tenant.availability() instanceof Availability.Available,
          tenant.privacyStatement().toString(),
          tenant.signIn().issuer().toString(),
          tenant.signIn().clientId());
    }
  }
}
