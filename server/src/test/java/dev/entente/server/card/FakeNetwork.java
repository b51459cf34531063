package dev.entente.server.card;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import dev.entente.server.network.SharesOwnData;
import dev.entente.server.network.ShowsMembers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A network in memory. Every member's view of another says through whose token it was seen, so that
 * a test can tell when one viewer is shown another's.
 */
final class FakeNetwork implements ShowsMembers, SharesOwnData {

  private static final URI PICTURE = URI.create("https://media.network.example/p.png");

  private final Map<String, String> membersByEmail = new ConcurrentHashMap<>();
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> connections = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> followed = new CopyOnWriteArrayList<>();
  private volatile boolean preparesProfile;
  private volatile boolean hasNoTimeForProfile;
  private volatile boolean reachable = true;
  private volatile boolean looksMembersUp = true;
  private volatile Runnable duringView = () -> {};

  /** Empty and well again, as at the start of a test. */
  void reset() {
    membersByEmail.clear();
    hidden.clear();
    calls.clear();
    connections.clear();
    followed.clear();
    preparesProfile = false;
    hasNoTimeForProfile = false;
    reachable = true;
    looksMembersUp = true;
    duringView = () -> {};
  }

  FakeNetwork hasMember(String name, String email) {
    membersByEmail.put(email, name);
    return this;
  }

  void hides(String name) {
    hidden.add(name);
  }

  void breaksDown() {
    reachable = false;
  }

  /** As LinkedIn's public products: nothing of whom the viewer does not know. */
  void letsNobodyLookMembersUp() {
    looksMembersUp = false;
  }

  /** Whoever asks for the own connections has this one. */
  void listsConnection(String name, String email) {
    connections.add(
        Map.of(
            "First Name",
            name.replaceFirst(" .*", ""),
            "Last Name",
            name.replaceFirst("[^ ]* ", ""),
            "Email Address",
            email,
            "Company",
            "Northlight",
            "URL",
            "https://www.network.example/in/someone"));
  }

  /** Whoever asks for the own interests follows this organisation. */
  void follows(String organization) {
    followed.add(Map.of("Organization", organization));
  }

  /** The own profile has still to be made ready, as LinkedIn does for a while. */
  void preparesProfile() {
    preparesProfile = true;
  }

  /** The own profile is refused for an hour, and nothing else. */
  void hasNoTimeForProfile() {
    hasNoTimeForProfile = true;
  }

  /** Lets something happen while a view is on its way. */
  void duringView(Runnable happening) {
    duringView = happening;
  }

  /** What it was asked, in order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  static Secret tokenOf(String member) {
    return new Secret("token of " + member);
  }

  @Override
  public Answer<PublicProfile> publicProfile(TenantId tenant, String email) {
    calls.add("publicProfile " + email);
    if (!looksMembersUp) {
      return new Answer.NotOffered<>();
    }
    return answered(
        Optional.ofNullable(membersByEmail.get(email)).filter(it -> !hidden.contains(it)),
        FakeNetwork::profile);
  }

  @Override
  public Answer<List<PublicProfile>> candidates(
      TenantId tenant, String name, Optional<String> company) {
    calls.add("candidates " + name);
    return answered(
        Optional.of(name),
        it ->
            membersByEmail.values().stream()
                .filter(it::equals)
                .filter(member -> !hidden.contains(member))
                .map(FakeNetwork::profile)
                .toList());
  }

  @Override
  public Answer<MemberView> memberView(TenantId tenant, Secret viewerToken, String key) {
    calls.add("memberView " + key);
    duringView.run();
    return answered(
        Optional.of(key).filter(it -> !hidden.contains(it)), it -> view(it, viewerToken.reveal()));
  }

  @Override
  public Answer<byte[]> picture(TenantId tenant, PublicProfile profile) {
    calls.add("picture " + profile.key());
    return answered(
        Optional.of(profile.key()), it -> ("picture of " + it).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer<OwnData> ownData(TenantId tenant, Secret accessToken, Category category) {
    calls.add("ownData " + category);
    if (preparesProfile && category == Category.PROFILE) {
      return new Answer.NotYet<>();
    }
    if (hasNoTimeForProfile && category == Category.PROFILE) {
      return new Answer.Unreachable<>("too many requests", Optional.of(Duration.ofHours(1)));
    }
    return answered(Optional.of(category), it -> new OwnData(it, rowsOf(it), Set.of()));
  }

  private Map<String, List<Map<String, String>>> rowsOf(Category category) {
    return switch (category) {
      case CONNECTIONS -> Map.of("CONNECTIONS", List.copyOf(connections));
      case INTERESTS -> Map.of("COMPANY_FOLLOWS", List.copyOf(followed));
      case PROFILE, SUBSCRIPTIONS ->
          Map.of("SKILLS", List.of(Map.of("Name", "Chess"), Map.of("Name", "Knitting")));
    };
  }

  @Override
  public MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri) {
    return new MemberGrant(
        code,
        tokenOf(code),
        Instant.now().plusSeconds(5_000_000),
        Optional.empty(),
        Set.of("openid"));
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
    return EnumSet.allOf(Category.class);
  }

  @Override
  public URI authorizationUri(String state, URI redirectUri) {
    return URI.create("https://network.example/authorize?state=" + state);
  }

  @Override
  public boolean acceptsIssuer(String issuer) {
    return true;
  }

  @Override
  public URI permissionsPage() {
    return URI.create("https://network.example/permissions");
  }

  @Override
  public URI visibilityPage() {
    return URI.create("https://network.example/visibility");
  }

  @Override
  public URI privacyStatement() {
    return URI.create("https://network.example/privacy");
  }

  private <A, T> Answer<T> answered(Optional<A> found, Function<A, T> answer) {
    if (!reachable) {
      return new Answer.Unreachable<>("connection refused", Optional.empty());
    }
    return found
        .<Answer<T>>map(it -> new Answer.Got<>(answer.apply(it)))
        .orElseGet(Answer.Nothing::new);
  }

  private static PublicProfile profile(String name) {
    return new PublicProfile(
        name,
        name,
        Optional.of("Northlight"),
        Optional.of("Member"),
        Optional.of(PICTURE),
        Optional.of(URI.create("https://www.network.example/in/someone")));
  }

  private static MemberView view(String name, String seenWith) {
    return new MemberView(
        profile(name),
        Optional.of("seen with " + seenWith),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of("chess", "Rowing"),
        true,
        List.of());
  }
}
