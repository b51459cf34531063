package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/users/settings",
        "/account/connections?network=linkedin&direction=both",
        "/account/connections/pending/0b000000-0000-4000-8000-0000000000a1",
        "/host",
        "/docs/",
      })
  void keepsPathsOfThisServer(String path) {
    assertThat(ReturnTo.of(path)).isEqualTo(path);
  }

  @Test
  void anAbsentPathIsTheHomePage() {
    assertThat(ReturnTo.of(null)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\\/evil.example",
        "http:evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https://evil.example",
        "HTTPS://evil.example",
        "https://localhost:8080@evil.example/",
        "https://localhost:8080.evil.example/",
        "//localhost:8080@evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "evil.example",
        ".evil.example",
        "@evil.example",
        "/%2f%2fevil.example",
        "/%2fevil.example",
        "%2f%2fevil.example",
        "/%5cevil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        "/account%0d%0aSet-Cookie:a=b",
        "/%0d%0aSet-Cookie:a=b",
        " //evil.example",
        "\u0000//evil.example",
        "/\u0000/evil.example",
        "//ⓔvil.example",
        "/／evil.example",
        "//evil。example",
        "//[::1]/",
        "//0x7f.1/",
        "/account//evil.example",
        "/account/..//evil.example",
        "/../evil",
        "/./evil",
        "/account#//evil.example",
        "/account?next=https://evil.example",
      })
  void everythingElseIsTheHomePage(String elsewhere) {
    assertThat(ReturnTo.of(elsewhere)).isEqualTo("/");
  }

  @Test
  void anEndlessPathIsTheHomePage() {
    assertThat(ReturnTo.of("/a".repeat(600))).isEqualTo("/");
  }
}
