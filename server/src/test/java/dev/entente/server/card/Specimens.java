package dev.entente.server.card;

import dev.entente.server.directory.Person;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Cards in every state, with one and the same text in every field that someone else writes. */
public final class Specimens {

  public static final UserId SUBJECT =
      new UserId(UUID.fromString("0b000000-0000-4000-8000-0000000000c1"));

  private static final URI PAGE = URI.create("https://www.linkedin.com/in/someone");

  private Specimens() {}

  /** As text looks once it has come in from a network. */
  public static String cleaned(String text) {
    return PlainText.line(text);
  }

  public static Stream<Card> everyState(String text) {
    var match = new PublicInformation.Match(Plain.profile(profile(text)));
    var candidates = new PublicInformation.Candidates(Plain.profiles(List.of(profile(text))));
    return Stream.of(
            new NetworkPart.Absent(),
            new NetworkPart.Unopened(),
            new NetworkPart.NothingFound(),
            new NetworkPart.NotOffered(),
            new NetworkPart.Unavailable(
                NetworkPart.Cause.NO_ANSWER, Optional.of(Duration.ofSeconds(30))),
            new NetworkPart.Unavailable(NetworkPart.Cause.NOT_READY_YET, Optional.empty()),
            new NetworkPart.Unavailable(NetworkPart.Cause.CONNECTION_ENDED, Optional.empty()),
            new NetworkPart.Invitation(Optional.empty()),
            new NetworkPart.Invitation(Optional.of(match)),
            new NetworkPart.Invitation(Optional.of(candidates)),
            new NetworkPart.PublicOnly(match),
            new NetworkPart.PublicOnly(candidates),
            full(text, new Answer.NotOffered<>()),
            full(text, new Answer.NotYet<>()),
            full(text, new Answer.Unreachable<>("timeout", Optional.empty())),
            full(text))
        .map(part -> new Card(work(text), part));
  }

  public static Card withFull(String text) {
    return new Card(work(text), full(text));
  }

  private static NetworkPart full(String text) {
    var line = PlainText.line(text);
    return full(
        text,
        new Answer.Got<>(new InCommon(List.of(line), List.of(line), List.of(line), List.of(line))));
  }

  private static NetworkPart full(String text, Answer<InCommon> inCommon) {
    return new NetworkPart.Full(Plain.view(view(text)), inCommon);
  }

  private static WorkProfile work(String text) {
    return new WorkProfile(
        person(text), true, Optional.of(person(text)), List.of(person(text), person(text)));
  }

  private static Person person(String text) {
    return new Person(
        SUBJECT,
        "chloe@northlight.example",
        text,
        Optional.of(text),
        Optional.of(text),
        Optional.of("chloe@northlight.example"),
        Optional.of(text),
        Optional.of(text),
        Optional.of(text),
        Optional.empty(),
        true);
  }

  private static PublicProfile profile(String text) {
    return new PublicProfile(
        "key", text, Optional.of(text), Optional.of(text), Optional.of(PAGE), Optional.of(PAGE));
  }

  private static MemberView view(String text) {
    var some = Optional.of(text);
    return new MemberView(
        profile(text),
        some,
        some,
        some,
        some,
        List.of(new MemberView.Position(text, some, some, Optional.empty())),
        List.of(new MemberView.Education(text, some, some, some)),
        List.of(text),
        true,
        List.of(new MemberView.SharedConnection(text, some, some, Optional.of(PAGE))));
  }
}
