package dev.entente.server.card;

import static dev.entente.server.card.PlainText.LONGEST_LIST;
import static dev.entente.server.card.PlainText.line;
import static dev.entente.server.card.PlainText.link;
import static dev.entente.server.card.PlainText.paragraph;

import dev.entente.server.network.MemberView;
import dev.entente.server.network.MemberView.Education;
import dev.entente.server.network.MemberView.Position;
import dev.entente.server.network.MemberView.SharedConnection;
import dev.entente.server.network.PublicProfile;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a network sent, with every text made {@link PlainText}; done once, on the way in. */
final class Plain {

  private Plain() {}

  static PublicProfile profile(PublicProfile it) {
    return new PublicProfile(
        it.key(),
        line(it.name()),
        line(it.company()),
        line(it.title()),
        it.picture(),
        link(it.page()));
  }

  static List<PublicProfile> profiles(List<PublicProfile> profiles) {
    return each(profiles, Plain::profile);
  }

  static MemberView view(MemberView it) {
    return new MemberView(
        profile(it.publicProfile()),
        line(it.headline()),
        paragraph(it.summary()),
        line(it.location()),
        line(it.industry()),
        each(it.positions(), Plain::position),
        each(it.education(), Plain::education),
        each(it.skills(), PlainText::line),
        it.connected(),
        each(it.sharedConnections(), Plain::sharedConnection));
  }

  private static Position position(Position it) {
    return new Position(
        line(it.company()), line(it.title()), line(it.startedOn()), line(it.finishedOn()));
  }

  private static Education education(Education it) {
    return new Education(
        line(it.school()), line(it.degree()), line(it.startDate()), line(it.endDate()));
  }

  private static SharedConnection sharedConnection(SharedConnection it) {
    return new SharedConnection(
        line(it.name()), line(it.company()), line(it.title()), link(it.page()));
  }

  private static <T> List<T> each(List<T> list, UnaryOperator<T> cleaned) {
    return list.stream().limit(LONGEST_LIST).map(cleaned).toList();
  }
}
