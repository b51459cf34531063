package dev.entente.server.directory.web;

import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.Place;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended. People come first in a collection that holds groups too. */
record SkipToken(boolean amongGroups, Place place) {

  private static final char PEOPLE = 'u';
  private static final char GROUPS = 'g';
  private static final int GUID_LENGTH = 36;

  static SkipToken after(Person person) {
    return new SkipToken(false, Place.of(person));
  }

  static SkipToken after(Group group) {
    return new SkipToken(true, Place.of(group));
  }

  static SkipToken read(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var id = UserId.parse(plain.substring(1, 1 + GUID_LENGTH)).value();
      var place = new Place(withoutNul(plain.substring(1 + GUID_LENGTH)), id);
      return new SkipToken(plain.charAt(0) == GROUPS, place);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | Problem _) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "$skiptoken is not one of ours. Follow @odata.nextLink as it is.",
          "$skiptoken");
    }
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("no name holds a NUL character");
    }
    return text;
  }

  @Override
  public String toString() {
    var plain = (amongGroups ? GROUPS : PEOPLE) + place.id().toString() + place.displayName();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
