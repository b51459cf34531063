package dev.entente.server.connection;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.IntrospectsTokens;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.RevokesTokens;
import dev.entente.server.network.SignInFailed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;

/** A network whose codes are its members' names. */
public final class PlayedNetwork implements RevokesTokens, IntrospectsTokens {

  static final String ISSUER = "https://network.example";
  static final String REFUSED = "refused";

  private final List<String> exchanges = new CopyOnWriteArrayList<>();
  private final List<String> revoked = new CopyOnWriteArrayList<>();
  private volatile Phaser meeting = new Phaser(1);
  private volatile boolean takesTokensBack = true;
  private volatile String troublesome = "";
  private volatile Answer<Boolean> introspection = new Answer.TokenEnded<>(Answer.Ending.INVALID);

  void reset() {
    exchanges.clear();
    revoked.clear();
    meeting = new Phaser(1);
    takesTokensBack = true;
    troublesome = "";
    introspection = new Answer.TokenEnded<>(Answer.Ending.INVALID);
  }

  void refusesToTakeTokensBack() {
    takesTokensBack = false;
  }

  /** Asking it to take this member's token back goes wrong in a way that nobody foresaw. */
  void failsAtTheTokenOf(String member) {
    troublesome = member;
  }

  void saysOfEveryToken(Answer<Boolean> answer) {
    introspection = answer;
  }

  /** Exchanges answer together from now on, when this many callers wait for one. */
  void answersTogether(int callers) {
    meeting = new Phaser(callers);
  }

  List<String> exchanges() {
    return List.copyOf(exchanges);
  }

  List<String> revoked() {
    return List.copyOf(revoked);
  }

  @Override
  public MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri) {
    exchanges.add(code);
    meeting.arriveAndAwaitAdvance();
    if (code.equals(REFUSED)) {
      throw new SignInFailed(SignInFailed.Cause.CODE_REFUSED, "invalid_grant");
    }
    return new MemberGrant(
        code,
        new Secret("token of " + code),
        Instant.now().plusSeconds(5_184_000),
        Optional.empty(),
        Set.of("openid"));
  }

  @Override
  public boolean revoke(TenantId tenant, Secret accessToken) {
    revoked.add(accessToken.reveal());
    if (accessToken.reveal().equals("token of " + troublesome)) {
      throw new IllegalStateException("Nobody foresaw this.");
    }
    return takesTokensBack;
  }

  @Override
  public Answer<Boolean> introspect(TenantId tenant, Secret accessToken) {
    return introspection;
  }

  @Override
  public String name() {
    return "linkedin";
  }

  @Override
  public String displayName() {
    return "LinkedIn";
  }

  @Override
  public Set<Category> categories() {
    return Set.of(Category.PROFILE);
  }

  @Override
  public URI authorizationUri(String state, URI redirectUri) {
    return URI.create(ISSUER + "/authorization?state=" + state);
  }

  @Override
  public boolean acceptsIssuer(String issuer) {
    return issuer.equals(ISSUER);
  }

  @Override
  public URI permissionsPage() {
    return URI.create(ISSUER + "/permissions");
  }

  @Override
  public URI visibilityPage() {
    return URI.create(ISSUER + "/visibility");
  }

  @Override
  public URI privacyStatement() {
    return URI.create(ISSUER + "/privacy");
  }
}
