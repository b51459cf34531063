package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.IntrospectsTokens;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import dev.entente.server.network.RevokesTokens;
import dev.entente.server.network.SharesOwnData;
import dev.entente.server.network.ShowsMembers;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** LinkedIn, as far as the configured app's products reach. */
final class LinkedIn implements SharesOwnData, ShowsMembers, RevokesTokens, IntrospectsTokens {

  private final LinkedInSettings settings;
  private final SignIn signIn;
  private final Snapshots snapshots;
  private final Members members;
  private final Tokens tokens;

  LinkedIn(LinkedInSettings settings, Clock clock) {
    var limits = settings.limits();
    var http = new Http(limits.connectTimeout(), limits.readTimeout());
    var calls = new Calls(http, limits, clock);
    var answers = new Answers(clock);
    this.settings = settings;
    this.tokens = new Tokens(settings, calls, http);
    this.signIn =
        new SignIn(
            settings, calls, http, clock, new UserInfo(settings, calls, http, answers), tokens);
    this.snapshots = new Snapshots(settings, calls, http, answers);
    this.members =
        new Members(
            settings,
            calls,
            http,
            answers,
            new AppToken(settings, calls, http, answers, clock),
            new Pictures(settings, calls, http, answers));
  }

  @Override
  public String name() {
    return "linkedin";
  }

  @Override
  public String displayName() {
    return "LinkedIn";
  }

  /** Without Member Data Portability only who the member is, which sign-in tells. */
  @Override
  public Set<Category> categories() {
    return settings.has(Product.MEMBER_DATA_PORTABILITY)
        ? EnumSet.allOf(Category.class)
        : EnumSet.of(Category.PROFILE);
  }

  @Override
  public URI authorizationUri(String state, URI redirectUri) {
    return signIn.authorizationUri(state, redirectUri);
  }

  @Override
  public boolean acceptsIssuer(String issuer) {
    return settings.issuers().contains(issuer);
  }

  @Override
  public MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri) {
    return signIn.exchange(tenant, code, state, redirectUri);
  }

  @Override
  public Answer<OwnData> ownData(TenantId tenant, Secret accessToken, Category category) {
    return settings.has(Product.MEMBER_DATA_PORTABILITY)
        ? snapshots.of(tenant, accessToken, category)
        : new Answer.NotOffered<>();
  }

  @Override
  public Answer<PublicProfile> publicProfile(TenantId tenant, String email) {
    return members.publicProfile(tenant, email);
  }

  @Override
  public Answer<List<PublicProfile>> candidates(
      TenantId tenant, String name, Optional<String> company) {
    return members.candidates(tenant, name, company);
  }

  @Override
  public Answer<MemberView> memberView(TenantId tenant, Secret viewerToken, String key) {
    return members.memberView(tenant, viewerToken, key);
  }

  @Override
  public Answer<byte[]> picture(TenantId tenant, PublicProfile profile) {
    return members.picture(tenant, profile);
  }

  @Override
  public boolean revoke(TenantId tenant, Secret accessToken) {
    return tokens.revoke(tenant, accessToken);
  }

  @Override
  public Answer<Boolean> introspect(TenantId tenant, Secret accessToken) {
    return tokens.introspect(tenant, accessToken);
  }

  @Override
  public URI permissionsPage() {
    return settings.web("/psettings/permitted-services");
  }

  @Override
  public URI visibilityPage() {
    return settings.visibilityPage().orElseGet(() -> settings.web("/psettings/"));
  }

  @Override
  public URI privacyStatement() {
    return settings.web("/legal/privacy-policy");
  }
}
