package dev.entente.sandbox.linkedin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A LinkedIn member, by the archive.
 *
 * @param handle the archive's name; the end of the profile's address
 */
public record Member(String handle, Archive archive) {

  public String firstName() {
    return profile("First Name");
  }

  public String lastName() {
    return profile("Last Name");
  }

  public String name() {
    return (firstName() + " " + lastName()).strip();
  }

  public String profile(String column) {
    return archive.file("Profile.csv").stream()
        .findFirst()
        .map(it -> it.getOrDefault(column, ""))
        .orElse("");
  }

  public Set<String> emails() {
    return archive.file("Email Addresses.csv").stream()
        .map(it -> it.getOrDefault("Email Address", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  public Optional<String> primaryEmail() {
    return archive.file("Email Addresses.csv").stream()
        .filter(it -> "Yes".equals(it.get("Primary")))
        .map(it -> it.getOrDefault("Email Address", ""))
        .findFirst();
  }

  /** The position without an end, or the first one. */
  public Map<String, String> currentPosition() {
    var positions = archive.file("Positions.csv");
    return positions.stream()
        .filter(it -> it.getOrDefault("Finished On", "").isBlank())
        .findFirst()
        .or(() -> positions.stream().findFirst())
        .orElse(Map.of());
  }

  public String profileUrl() {
    return "https://www.linkedin.com/in/" + handle;
  }

  /** Rows of Connections.csv, each another member by the address of the profile. */
  public List<String> connectedTo() {
    return archive.file("Connections.csv").stream()
        .map(it -> it.getOrDefault("URL", ""))
        .filter(it -> !it.isBlank())
        .map(it -> it.substring(it.lastIndexOf('/') + 1))
        .toList();
  }
}
