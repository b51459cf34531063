package dev.entente.server.network.linkedin;

import dev.entente.server.network.MemberView;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member as the look-up writes one; any part may be missing, and none of it is trusted. */
record MemberBody(
    @Nullable String id,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String pictureUrl,
    @Nullable String profileUrl,
    @Nullable String headline,
    @Nullable String summary,
    @Nullable String company,
    @Nullable String title,
    @Nullable String location,
    @Nullable String industry,
    @Nullable List<@Nullable PositionBody> positions,
    @Nullable List<@Nullable EducationBody> education,
    @Nullable List<@Nullable String> skills,
    @Nullable Boolean connected,
    @Nullable List<@Nullable ConnectionBody> sharedConnections) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_:-]{1,200}");

  /** Whether it can stand in a path without becoming another path. */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /** Empty when there is no key to look further with, or no name to show. */
  Optional<PublicProfile> publicProfile(Predicate<URI> pictureAllowed) {
    var name = name(firstName, lastName);
    if (id == null || !isKey(id) || name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PublicProfile(
            id,
            name.get(),
            UntrustedText.of(company),
            UntrustedText.of(title),
            UntrustedText.link(pictureUrl).filter(pictureAllowed),
            UntrustedText.link(profileUrl)));
  }

  Optional<MemberView> view(Predicate<URI> pictureAllowed) {
    return publicProfile(pictureAllowed)
        .map(
            profile ->
                new MemberView(
                    profile,
                    UntrustedText.of(headline),
                    UntrustedText.of(summary),
                    UntrustedText.of(location),
                    UntrustedText.of(industry),
                    present(positions)
                        .map(PositionBody::position)
                        .flatMap(Optional::stream)
                        .toList(),
                    present(education)
                        .map(EducationBody::school)
                        .flatMap(Optional::stream)
                        .toList(),
                    present(skills).map(UntrustedText::of).flatMap(Optional::stream).toList(),
                    connected != null && connected,
                    present(sharedConnections)
                        .map(ConnectionBody::connection)
                        .flatMap(Optional::stream)
                        .toList()));
  }

  private static Optional<String> name(@Nullable String first, @Nullable String last) {
    return UntrustedText.of(
        Objects.requireNonNullElse(first, "") + " " + Objects.requireNonNullElse(last, ""));
  }

  private static <T> Stream<T> present(@Nullable List<@Nullable T> list) {
    return list == null ? Stream.empty() : list.stream().flatMap(Stream::ofNullable);
  }

  record PositionBody(
      @Nullable String companyName,
      @Nullable String title,
      @Nullable String startedOn,
      @Nullable String finishedOn) {

    Optional<MemberView.Position> position() {
      return UntrustedText.of(companyName)
          .map(
              company ->
                  new MemberView.Position(
                      company,
                      UntrustedText.of(title),
                      UntrustedText.of(startedOn),
                      UntrustedText.of(finishedOn)));
    }
  }

  record EducationBody(
      @Nullable String schoolName,
      @Nullable String degreeName,
      @Nullable String startDate,
      @Nullable String endDate) {

    Optional<MemberView.Education> school() {
      return UntrustedText.of(schoolName)
          .map(
              school ->
                  new MemberView.Education(
                      school,
                      UntrustedText.of(degreeName),
                      UntrustedText.of(startDate),
                      UntrustedText.of(endDate)));
    }
  }

  record ConnectionBody(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable String profileUrl) {

    Optional<MemberView.SharedConnection> connection() {
      return name(firstName, lastName)
          .map(
              name ->
                  new MemberView.SharedConnection(
                      name,
                      UntrustedText.of(company),
                      UntrustedText.of(title),
                      UntrustedText.link(profileUrl)));
    }
  }
}
