package dev.entente.server.card;

import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The viewer's own first-degree connections, as LinkedIn lists them to the viewer: up to 30,000, so
 * only what finds and shows one of them is kept, in as few objects as hold it.
 */
record OwnConnections(List<Known> known) {

  OwnConnections {
    known = List.copyOf(known);
  }

  /**
   * One of them; a text is empty where LinkedIn says nothing.
   *
   * @param email folded; LinkedIn says it only where the member lets connections see it
   */
  record Known(String email, String name, String company, String position, String page) {

    /** A record with its five references, and another from the list. */
    private static final int BYTES = 40;

    /** A string and its array, without the characters. */
    private static final int TEXT_BYTES = 48;

    private static final int LARGEST_SINGLE_BYTE = 0xFF;

    static Known of(Map<String, String> row) {
      return new Known(
          InCommon.folded(cell(row, "Email Address")),
          PlainText.line(
              row.getOrDefault("First Name", "") + " " + row.getOrDefault("Last Name", "")),
          cell(row, "Company"),
          cell(row, "Position"),
          PlainText.link(Optional.ofNullable(row.get("URL")).flatMap(Known::uri))
              .map(URI::toString)
              .orElse(""));
    }

    PublicProfile profile() {
      return new PublicProfile(
          page, name, said(company), said(position), Optional.empty(), said(page).map(URI::create));
    }

    private int bytes() {
      return BYTES + Stream.of(email, name, company, position, page).mapToInt(Known::bytes).sum();
    }

    private static int bytes(String text) {
      return text.isEmpty()
          ? 0 // All empty texts are one.
          : TEXT_BYTES
              + text.length()
                  * (text.chars().allMatch(it -> it <= LARGEST_SINGLE_BYTE)
                      ? Byte.BYTES
                      : Character.BYTES);
    }

    private static Optional<String> said(String text) {
      return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private static String cell(Map<String, String> row, String column) {
      return PlainText.line(Optional.ofNullable(row.get(column))).orElse("");
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
            .filter(it -> !it.name().isEmpty())
            .toList());
  }

  /** About how much memory they take. */
  int bytes() {
    return known.stream().mapToInt(Known::bytes).sum();
  }

  /** Whoever has this e-mail address; matches exactly. */
  Optional<MemberView> withEmail(String email) {
    var wanted = InCommon.folded(email);
    return known.stream()
        .filter(it -> !it.email().isEmpty() && it.email().equals(wanted))
        .map(it -> view(it.profile()))
        .findFirst();
  }

  /** Those of this name: they may be meant (mission row M42). */
  List<PublicProfile> named(String name) {
    var wanted = InCommon.folded(name);
    return known.stream()
        .filter(it -> InCommon.folded(it.name()).equals(wanted))
        .limit(PlainText.LONGEST_LIST)
        .map(Known::profile)
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
