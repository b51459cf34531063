package dev.entente.server.card.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.card.InCommon;
import dev.entente.server.card.NetworkPart;
import dev.entente.server.card.PublicInformation;
import dev.entente.server.network.Answer;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The LinkedIn part of a card as the API spells it. */
sealed interface LinkedInResource {

  @JsonProperty
  String state();

  /** Kept apart from every text that a member wrote, so that none can pass for ours. */
  @JsonProperty
  default String provenance() {
    return "From LinkedIn";
  }

  static Optional<LinkedInResource> of(String subject, NetworkPart part) {
    return switch (part) {
      case NetworkPart.Absent _ -> Optional.empty();
      case NetworkPart.Unopened _ -> Optional.of(new Plain("unopened"));
      case NetworkPart.NothingFound _ -> Optional.of(new Plain("nothing"));
      case NetworkPart.NotOffered _ -> Optional.of(new Plain("notOffered"));
      case NetworkPart.Invitation(var information) ->
          Optional.of(
              new Public(
                  "invitation",
                  Optional.of("/account/connections"),
                  information.flatMap(it -> Member.match(subject, it)),
                  information.flatMap(Member::candidates)));
      case NetworkPart.PublicOnly(var information) ->
          Optional.of(
              new Public(
                  "public",
                  Optional.empty(),
                  Member.match(subject, information),
                  Member.candidates(information)));
      case NetworkPart.Full(var view, var inCommon) ->
          Optional.of(Full.of(subject, view, inCommon));
      case NetworkPart.Unavailable(var cause, var retryAfter) ->
          Optional.of(
              new Unavailable("unavailable", cause.name(), retryAfter.map(Duration::toSeconds)));
    };
  }

  /** A state that says everything. */
  record Plain(String state) implements LinkedInResource {}

  /**
   * What a stranger sees, with or without the prompt to connect.
   *
   * @param connectUrl where the viewer connects
   * @param candidates who might be meant, when nobody has the subject's e-mail address
   */
  record Public(
      String state,
      Optional<String> connectUrl,
      Optional<Member> member,
      Optional<List<Member>> candidates)
      implements LinkedInResource {}

  /** Nothing is known; {@code cause} is a stable code. */
  record Unavailable(String state, String cause, Optional<Long> retryAfterSeconds)
      implements LinkedInResource {}

  /** What the viewer's own connection lets see. */
  record Full(
      String state,
      Member member,
      Profile profile,
      boolean connected,
      List<Member> sharedConnections,
      Shared inCommon)
      implements LinkedInResource {

    static Full of(String subject, MemberView view, Answer<InCommon> inCommon) {
      return new Full(
          "full",
          Member.of(view.publicProfile(), Optional.of(subject)),
          new Profile(
              view.headline(),
              view.summary(),
              view.location(),
              view.industry(),
              view.positions(),
              view.education(),
              view.skills()),
          view.connected(),
          view.sharedConnections().stream().map(Member::of).toList(),
          Shared.of(inCommon));
    }
  }

  /** More of the profile than a stranger sees. */
  record Profile(
      Optional<String> headline,
      Optional<String> summary,
      Optional<String> location,
      Optional<String> industry,
      List<MemberView.Position> positions,
      List<MemberView.Education> education,
      List<String> skills) {}

  /**
   * Things in common.
   *
   * @param state {@code shown}, or why it cannot be told
   * @param followed companies and schools of the profile that the viewer follows
   */
  record Shared(
      String state,
      List<String> companies,
      List<String> schools,
      List<String> skills,
      List<String> followed) {

    static Shared of(Answer<InCommon> answer) {
      return switch (answer) {
        case Answer.Got<InCommon>(var it) ->
            new Shared("shown", it.companies(), it.schools(), it.skills(), it.followed());
        case Answer.Nothing<InCommon> _ -> without("shown");
        case Answer.NotOffered<InCommon> _ -> without("notOffered");
        case Answer.NotYet<InCommon> _ -> without("notReadyYet");
        case Answer.TokenEnded<InCommon> _, Answer.Unreachable<InCommon> _ ->
            without("unavailable");
      };
    }

    private static Shared without(String state) {
      return new Shared(state, List.of(), List.of(), List.of(), List.of());
    }

    public boolean saysNothing() {
      return companies.isEmpty() && schools.isEmpty() && skills.isEmpty() && followed.isEmpty();
    }
  }

  /**
   * A member of the network.
   *
   * @param picture where this server shows it; only of the one who matches
   */
  record Member(
      String name,
      Optional<String> title,
      Optional<String> company,
      Optional<String> picture,
      Optional<Page> page) {

    static Optional<Member> match(String subject, PublicInformation information) {
      return information instanceof PublicInformation.Match(var profile)
          ? Optional.of(of(profile, Optional.of(subject)))
          : Optional.empty();
    }

    static Optional<List<Member>> candidates(PublicInformation information) {
      return information instanceof PublicInformation.Candidates(var profiles)
          ? Optional.of(profiles.stream().map(it -> of(it, Optional.empty())).toList())
          : Optional.empty();
    }

    static Member of(PublicProfile profile, Optional<String> pictureOf) {
      return new Member(
          profile.name(),
          profile.title(),
          profile.company(),
          profile.picture().flatMap(_ -> pictureOf).map("/v1.0/users/%s/card/picture"::formatted),
          profile.page().map(Page::of));
    }

    static Member of(MemberView.SharedConnection it) {
      return new Member(
          it.name(), it.title(), it.company(), Optional.empty(), it.page().map(Page::of));
    }
  }

  /** A link to the network, and the host it leads to. */
  record Page(String href, String host) {

    static Page of(URI page) {
      return new Page(page.toString(), page.getHost());
    }
  }
}
