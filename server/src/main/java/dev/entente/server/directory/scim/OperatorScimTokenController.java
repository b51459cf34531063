package dev.entente.server.directory.scim;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets provisioning clients in and shuts them out, for whoever runs the server. */
@RestController
@RequestMapping("/operator/tenants/{tenantId}/scimTokens")
class OperatorScimTokenController {

  private final Tenants tenants;
  private final ScimTokens tokens;

  OperatorScimTokenController(Tenants tenants, ScimTokens tokens) {
    this.tenants = tenants;
    this.tokens = tokens;
  }

  @GetMapping
  Map<String, List<TokenView>> index(@PathVariable TenantId tenantId) {
    var tenant = tenants.get(tenantId).id();
    return Map.of("value", tokens.of(tenant).stream().map(TokenView::of).toList());
  }

  @PostMapping
  ResponseEntity<TokenView> issue(
      @PathVariable TenantId tenantId, @RequestBody TokenRequest request) {
    var tenant = tenants.get(tenantId).id();
    var issued =
        tokens.issue(tenant, request.name() == null ? "" : request.name(), new Actor.Operator());
    var location =
        URI.create("/operator/tenants/%s/scimTokens/%s".formatted(tenant, issued.token().id()));
    return ResponseEntity.created(location).body(TokenView.of(issued));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable TenantId tenantId, @PathVariable UUID id) {
    tokens.revoke(tenants.get(tenantId).id(), id, new Actor.Operator());
  }

  record TokenRequest(@Nullable String name) {}

  /**
   * A token as the operator sees it.
   *
   * @param token in the answer that issues it, and never again
   */
  record TokenView(
      String id,
      String name,
      Instant createdDateTime,
      Optional<Instant> lastUsedDateTime,
      Optional<String> token) {

    static TokenView of(ScimToken token) {
      return new TokenView(
          token.id().toString(), token.name(), token.created(), token.lastUsed(), Optional.empty());
    }

    static TokenView of(ScimTokens.Issued issued) {
      var token = issued.token();
      return new TokenView(
          token.id().toString(),
          token.name(),
          token.created(),
          token.lastUsed(),
          Optional.of(issued.secret().reveal()));
    }
  }
}
