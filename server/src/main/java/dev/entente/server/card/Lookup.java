package dev.entente.server.card;

import dev.entente.server.connection.Connection;
import dev.entente.server.connection.Connections;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.Network;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import dev.entente.server.network.SharesOwnData;
import dev.entente.server.network.ShowsMembers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks one network for one viewer about one subject. A member is matched by e-mail; a name yields
 * candidates only (mission row M42). What has been asked lately is in {@link Memory}.
 */
final class Lookup {

  private final Network network;
  private final Connections connections;
  private final Memory memory;
  private final Viewing viewing;
  private final Person subject;

  Lookup(Network network, Connections connections, Memory memory, Viewing viewing, Person subject) {
    this.network = network;
    this.connections = connections;
    this.memory = memory;
    this.viewing = viewing;
    this.subject = subject;
  }

  NetworkPart part(Reach reach) {
    return switch (reach) {
      case Reach.None _ -> new NetworkPart.Absent();
      case Reach.Invited(var withPublicInformation) ->
          withPublicInformation ? invitation() : promptOnly();
      case Reach.Public _ -> shown(publicInformation(), NetworkPart.PublicOnly::new);
      case Reach.Full(var connection) -> full(connection);
    };
  }

  /** The picture of the member who matches, as PNG; a candidate's is never shown. */
  Optional<byte[]> picture(Reach reach) {
    return reach.asksNetwork()
            && publicInformation() instanceof Answer.Got<PublicInformation>(var found)
            && found instanceof PublicInformation.Match(var profile)
            && profile.picture().isPresent()
        ? picture(profile)
        : Optional.empty();
  }

  private static NetworkPart promptOnly() {
    return new NetworkPart.Invitation(Optional.empty());
  }

  /** Whether someone was found or not, the viewer is asked to connect. */
  private NetworkPart invitation() {
    var part = shown(publicInformation(), it -> new NetworkPart.Invitation(Optional.of(it)));
    return part instanceof NetworkPart.NothingFound ? promptOnly() : part;
  }

  private NetworkPart full(Connection connection) {
    var found = publicInformation();
    return found instanceof Answer.NotOffered
        ? known(connection)
        : shown(found, it -> beyond(it, connection));
  }

  /** Where nobody may look members up, the viewer's own connections are all there is. */
  private NetworkPart known(Connection connection) {
    if (viewing.isOfOneself()) {
      return new NetworkPart.NotOffered(); // Nobody is their own connection; others are namesakes.
    }
    var own = ownConnections(connection);
    return own instanceof Answer.NotYet
        ? new NetworkPart.NotOffered() // LinkedIn says the same of whoever has none.
        : shown(own, it -> known(it, connection));
  }

  private NetworkPart known(OwnConnections own, Connection connection) {
    var named = own.named(subject.displayName());
    return subject
        .mail()
        .flatMap(own::withEmail)
        .<NetworkPart>map(it -> new NetworkPart.Full(it, inCommon(connection, it)))
        .orElseGet(
            () ->
                named.isEmpty()
                    ? new NetworkPart.NotOffered()
                    : new NetworkPart.PublicOnly(new PublicInformation.Candidates(named)));
  }

  private NetworkPart beyond(PublicInformation information, Connection connection) {
    return switch (information) {
      case PublicInformation.Candidates _ -> new NetworkPart.PublicOnly(information);
      case PublicInformation.Match(var profile) ->
          shown(
              view(connection, profile), it -> new NetworkPart.Full(it, inCommon(connection, it)));
    };
  }

  private Answer<PublicInformation> publicInformation() {
    if (!(network instanceof ShowsMembers members)) {
      return new Answer.NotOffered<>();
    }
    return memory.publicInformation().get(asStranger(), () -> match(members));
  }

  private Answer<PublicInformation> match(ShowsMembers members) {
    var byEmail =
        subject
            .mail()
            .map(it -> members.publicProfile(viewing.tenant(), it))
            .orElseGet(Answer.Nothing::new);
    if (byEmail instanceof Answer.Nothing) {
      var byName =
          members.candidates(viewing.tenant(), subject.displayName(), subject.companyName());
      return mapped(byName, Lookup::candidates);
    }
    return mapped(byEmail, it -> new Answer.Got<>(new PublicInformation.Match(Plain.profile(it))));
  }

  private static Answer<PublicInformation> candidates(List<PublicProfile> profiles) {
    return profiles.isEmpty()
        ? new Answer.Nothing<>()
        : new Answer.Got<>(new PublicInformation.Candidates(Plain.profiles(profiles)));
  }

  private Answer<MemberView> view(Connection connection, PublicProfile profile) {
    if (!(network instanceof ShowsMembers members)) {
      return new Answer.NotOffered<>();
    }
    return memory
        .views()
        .get(
            over(connection, viewing.subject()),
            () ->
                mapped(
                    connections.withToken(
                        viewing.tenant(),
                        connection,
                        token -> members.memberView(viewing.tenant(), token, profile.key())),
                    it -> new Answer.Got<>(Plain.view(it))));
  }

  private Answer<InCommon> inCommon(Connection connection, MemberView view) {
    if (viewing.isOfOneself()) {
      return new Answer.Got<>(InCommon.nothing());
    }
    return switch (background(connection)) {
      case Answer.Got<Background>(var known) -> inCommon(known, following(connection), view);
      case Answer.NotYet<Background> _ -> followedInCommon(following(connection), view);
      case Answer<Background> other -> mapped(other, _ -> new Answer.NotYet<>());
    };
  }

  private static Answer<InCommon> inCommon(Background known, Following following, MemberView view) {
    return known.isEmpty() && following.size() == 0
        ? new Answer.NotYet<>()
        : new Answer.Got<>(InCommon.of(known, following, view));
  }

  /** While LinkedIn prepares the viewer's profile, it may tell what the viewer follows. */
  private static Answer<InCommon> followedInCommon(Following following, MemberView view) {
    var followed = InCommon.of(Background.nothing(), following, view);
    return followed.isEmpty() ? new Answer.NotYet<>() : new Answer.Got<>(followed);
  }

  private Answer<Background> background(Connection connection) {
    return own(memory.backgrounds(), connection, Category.PROFILE, Background::of);
  }

  /** Nothing while it is not known: what is known of the profile stands without it. */
  private Following following(Connection connection) {
    var answer =
        own(
            memory.followings(),
            connection,
            Category.INTERESTS,
            it -> new Answer.Got<>(Following.of(it)));
    return answer instanceof Answer.Got<Following>(var following) ? following : Following.nothing();
  }

  private Answer<OwnConnections> ownConnections(Connection connection) {
    return own(
        memory.ownConnections(),
        connection,
        Category.CONNECTIONS,
        it -> new Answer.Got<>(OwnConnections.of(it)));
  }

  /** The viewer's own data, from the shelf or over the viewer's own connection. */
  private <T> Answer<T> own(
      Shelf<T> shelf, Connection connection, Category category, Function<OwnData, Answer<T>> kept) {
    if (!(network instanceof SharesOwnData own) || !network.categories().contains(category)) {
      return new Answer.NotOffered<>();
    }
    return shelf.get(
        over(connection, viewing.viewer()),
        () ->
            mapped(
                connections.withToken(
                    viewing.tenant(),
                    connection,
                    token -> own.ownData(viewing.tenant(), token, category)),
                kept));
  }

  private Optional<byte[]> picture(PublicProfile profile) {
    if (!(network instanceof ShowsMembers members)) {
      return Optional.empty();
    }
    var picture =
        memory.pictures().get(asStranger(), () -> members.picture(viewing.tenant(), profile));
    return picture instanceof Answer.Got<byte[]>(var png) ? Optional.of(png) : Optional.empty();
  }

  private Shelf.Key asStranger() {
    return new Shelf.Key(viewing.tenant(), viewing.viewer(), Optional.empty(), viewing.subject());
  }

  private Shelf.Key over(Connection connection, UserId about) {
    return new Shelf.Key(viewing.tenant(), viewing.viewer(), Optional.of(connection.id()), about);
  }

  private static <T, R> Answer<R> mapped(Answer<T> answer, Function<T, Answer<R>> got) {
    return switch (answer) {
      case Answer.Got<T>(var value) -> got.apply(value);
      case Answer.Nothing<T> _ -> new Answer.Nothing<>();
      case Answer.NotYet<T> _ -> new Answer.NotYet<>();
      case Answer.NotOffered<T> _ -> new Answer.NotOffered<>();
      case Answer.TokenEnded<T>(var ending) -> new Answer.TokenEnded<>(ending);
      case Answer.Unreachable<T>(var cause, var retryAfter) ->
          new Answer.Unreachable<>(cause, retryAfter);
    };
  }

  private static <T> NetworkPart shown(Answer<T> answer, Function<T, NetworkPart> got) {
    return switch (answer) {
      case Answer.Got<T>(var value) -> got.apply(value);
      case Answer.Nothing<T> _ -> new NetworkPart.NothingFound();
      case Answer.NotOffered<T> _ -> new NetworkPart.NotOffered();
      case Answer.NotYet<T> _ ->
          new NetworkPart.Unavailable(NetworkPart.Cause.NOT_READY_YET, Optional.empty());
      case Answer.TokenEnded<T> _ ->
          new NetworkPart.Unavailable(NetworkPart.Cause.CONNECTION_ENDED, Optional.empty());
      case Answer.Unreachable<T>(_, var retryAfter) ->
          new NetworkPart.Unavailable(NetworkPart.Cause.NO_ANSWER, retryAfter);
    };
  }
}
