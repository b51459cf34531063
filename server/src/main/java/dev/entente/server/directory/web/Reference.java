package dev.entente.server.directory.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code @odata.id}: the address of a directory object. Its host does not matter: scripts have
 * Microsoft's in them.
 */
record Reference(
    @JsonProperty(value = "@odata.id", required = true) @JsonSetter(nulls = Nulls.FAIL)
        String address) {

  private static final Set<String> COLLECTIONS = Set.of("directoryObjects", "users", "groups");

  UUID id() {
    return parse(address, "@odata.id");
  }

  static UUID parse(String address, String field) {
    try {
      var segments = segments(address);
      if (COLLECTIONS.contains(segments.get(segments.size() - 2))) {
        return UserId.parse(segments.getLast()).value();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | Problem notAnAddress) {
      // Said below, as for an address of something else.
    }
    throw new Problem(
        Problem.Code.INVALID_REQUEST,
        "%s holds addresses that end in /directoryObjects/ and an id.".formatted(field),
        field);
  }

  /** Of {@code …/users/id}, and of OData's own {@code …/users('id')}. */
  private static List<String> segments(String address) {
    var path = String.valueOf(URI.create(address).getPath()).replace("('", "/").replace("')", "");
    return Arrays.asList(path.split("/", -1));
  }
}
