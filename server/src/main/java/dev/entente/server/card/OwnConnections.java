package dev.entente.server.card;

import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The viewer's own first-degree connections, as LinkedIn lists them to the viewer. */
record OwnConnections(List<Known> known) {

  OwnConnections {
    known = List.copyOf(known);
  }

  /**
   * One of them.
   *
   * @param email only where the member lets connections see it; folded
   */
  record Known(Optional<String> email, PublicProfile profile) {

    static Known of(Map<String, String> row) {
      var page = PlainText.link(Optional.ofNullable(row.get("URL")).flatMap(Known::uri));
      return new Known(
          cell(row, "Email Address").map(InCommon::folded),
          new PublicProfile(
              page.map(URI::toString).orElse(""),
              PlainText.line(
                  row.getOrDefault("First Name", "") + " " + row.getOrDefault("Last Name", "")),
              cell(row, "Company"),
              cell(row, "Position"),
              Optional.empty(),
              page));
    }

    private static Optional<String> cell(Map<String, String> row, String column) {
      return PlainText.line(Optional.ofNullable(row.get(column)));
    }

    private static Optional<URI> uri(String text) {
      try {
        return Optional.of(URI.create(text.strip()));
      } catch (IllegalArgumentException notAnAddress) {
        return Optional.empty();
      }
    }
  }

  static OwnConnections of(OwnData connections) {
    return new OwnConnections(
        connections.rows().getOrDefault("CONNECTIONS", List.of()).stream()
            .map(Known::of)
            .filter(it -> !it.profile().name().isEmpty())
            .toList());
  }

  /** Whoever has this e-mail address; matches exactly. */
  Optional<MemberView> withEmail(String email) {
    var wanted = Optional.of(InCommon.folded(email));
    return known.stream()
        .filter(it -> it.email().equals(wanted))
        .map(it -> view(it.profile()))
        .findFirst();
  }

  /** Those of this name: they may be meant (mission row M42). */
  List<PublicProfile> named(String name) {
    var wanted = InCommon.folded(name);
    return known.stream()
        .map(Known::profile)
        .filter(it -> InCommon.folded(it.name()).equals(wanted))
        .limit(PlainText.LONGEST_LIST)
        .toList();
  }

  private static MemberView view(PublicProfile profile) {
    return new MemberView(
        profile,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        profile.company().stream()
            .map(
                it ->
                    new MemberView.Position(
                        it, profile.title(), Optional.empty(), Optional.empty()))
            .toList(),
        List.of(),
        List.of(),
        true,
        List.of());
  }
}
