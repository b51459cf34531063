package dev.entente.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sandbox plays with.
 *
 * @param baseUrl its own address as browsers and servers see it
 * @param members a folder with one LinkedIn export archive per member, zipped or not, named by
 *     handle
 * @param demo a folder with the demo organisations
 * @param state where grants, tokens, privacy switches and keys are kept between runs; empty: in
 *     memory
 * @param apps the LinkedIn apps that are registered, by client id
 * @param dailyCalls what an app, and a member with an app, may call in a day
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
    @DefaultValue("http://localhost:9090") String baseUrl,
    @DefaultValue("demo/linkedin") Path members,
    @DefaultValue("demo") Path demo,
    @DefaultValue(".data/sandbox") String state,
    Map<String, App> apps,
    @DefaultValue DailyCalls dailyCalls) {

  /**
   * A LinkedIn app.
   *
   * @param redirectUris exact, but for {@code *} in place of a port, which only a sandbox allows
   */
  public record App(String secret, List<String> redirectUris, Set<Product> products) {}

  /** LinkedIn does not publish these numbers; high enough not to be met by accident. */
  public record DailyCalls(
      @DefaultValue("100000") int perApp, @DefaultValue("10000") int perMember) {}

  /** What an app may do. */
  public enum Product {
    OPENID,
    MEMBER_DATA_PORTABILITY,
    /** Looking up other members: no public LinkedIn product; stands for a licensed partner's. */
    PEOPLE_LOOKUP;

    public Set<String> scopes() {
      return switch (this) {
        case OPENID -> Set.of("openid", "profile", "email");
        case MEMBER_DATA_PORTABILITY ->
            Set.of(
                "r_dma_portability_3rd_party",
                "r_dma_portability_self_serve",
                "r_dma_portability_member");
        case PEOPLE_LOOKUP -> Set.of();
      };
    }
  }

  public boolean inMemory() {
    return state.isBlank();
  }
}
