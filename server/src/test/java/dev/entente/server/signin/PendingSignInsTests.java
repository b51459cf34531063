package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.OwnPath;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@EntenteTest
class PendingSignInsTests {

  @Autowired private PendingSignIns pendings;

  @Test
  void givesEachToItsBrowserAndStateAlone() {
    var cookie = begin("state");

    assertThat(pendings.take(Cast.NORTHLIGHT, "state", from(), answered())).isEmpty();
    assertThat(pendings.take(Cast.NORTHLIGHT, "another", from(cookie), answered())).isEmpty();
    assertThat(pendings.take(Cast.NORTHLIGHT, "state", from(cookie), answered()))
        .contains(begun("state"));
  }

  @Test
  void isGoneFromTheBrowserWithTheFirstAnswer() {
    var cookie = begin("state");
    var response = answered();

    pendings.take(Cast.NORTHLIGHT, "state", from(cookie), response);

    var after = response.getCookies()[0];
    assertThat(after.getName()).isEqualTo(cookie.getName());
    assertThat(after.getMaxAge()).isZero();
  }

  @Test
  void opensForNoOtherOrganisation() {
    var cookie = begin("state");

    assertThat(pendings.take(Cast.HARBOUR, "state", from(cookie), answered())).isEmpty();
  }

  @Test
  void opensNothingThatSomebodyMadeUpOrMoved() {
    var cookie = begin("state");
    var other = begin("other");
    var moved = new Cookie(cookie.getName(), other.getValue());
    var garbage = new Cookie(cookie.getName(), "not base64!");

    assertThat(pendings.take(Cast.NORTHLIGHT, "state", from(moved), answered())).isEmpty();
    assertThat(pendings.take(Cast.NORTHLIGHT, "state", from(garbage), answered())).isEmpty();
  }

  @Test
  void tellsTheBrowserNothing() {
    assertThat(begin("state").getValue()).doesNotContain("nonce", "verifier", "state");
  }

  @Test
  void theOldestOfManyTabsMakesWay() {
    var tabs =
        IntStream.range(0, PendingSignIns.MOST)
            .mapToObj(it -> begin("state-" + it))
            .toArray(Cookie[]::new);
    var response = new MockHttpServletResponse();

    pendings.add(Cast.NORTHLIGHT, begun("one more"), from(tabs), response);

    assertThat(Arrays.stream(response.getCookies()).filter(it -> it.getMaxAge() == 0))
        .extracting(Cookie::getName)
        .containsExactly(tabs[0].getName());
  }

  /** Browsers keep no cookie of more than 4096 bytes (RFC 6265 §6.1). */
  @Test
  void fitsIntoACookieHoweverLongTheWayBack() {
    var longest = "/" + "a".repeat(999);

    assertThat(OwnPath.of(longest)).contains(longest);
    assertThat(begin(begun("state", longest)).getValue()).hasSizeLessThan(3000);
  }

  private Cookie begin(String state) {
    return begin(begun(state));
  }

  private Cookie begin(PendingSignIn begun) {
    var response = new MockHttpServletResponse();
    pendings.add(Cast.NORTHLIGHT, begun, new MockHttpServletRequest(), response);
    return response.getCookies()[0];
  }

  private static MockHttpServletRequest from(Cookie... cookies) {
    var request = new MockHttpServletRequest();
    request.setCookies(cookies);
    return request;
  }

  private static MockHttpServletResponse answered() {
    return new MockHttpServletResponse();
  }

  private static PendingSignIn begun(String state) {
    return begun(state, "/");
  }

  private static PendingSignIn begun(String state, String returnTo) {
    return new PendingSignIn(
        "https://login.example",
        state,
        "nonce".repeat(25),
        "verifier".repeat(16),
        returnTo,
        Instant.EPOCH);
  }
}
