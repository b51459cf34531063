package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9700 §4.11: nobody is led away by a link to our own pages. */
class OwnPathTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/users/settings",
        "/account/connections?network=linkedin&direction=both",
        "/account/connections/pending/0b000000-0000-4000-8000-0000000000a1",
        "/host",
        "/docs/",
        "/host/",
        "/host?person=ben",
      })
  void aPlainPathOfOursIsKept(String path) {
    assertThat(OwnPath.of(path)).contains(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "/",
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
        "host",
        "//attacker.example",
        "///attacker.example",
        "/\\attacker.example",
        "\\\\attacker.example",
        "/\t/attacker.example",
        "/\n/attacker.example",
        "https://attacker.example",
        "https:attacker.example",
        "http:/attacker.example",
        "HTTPS://attacker.example/host",
        "data:text/html,attack",
        "/host/..//attacker.example",
        "/../attacker.example",
        "/./host",
        "/%2f%2fattacker.example",
        "/%5cattacker.example",
        "/host%0d%0aSet-Cookie:a=b",
        "/host\r\nSet-Cookie: a=b",
        "/host#https://attacker.example",
        "/@attacker.example",
        "/user:password@attacker.example",
        "/host?next=https://attacker.example",
        "/hοst",
        " /host",
        "/host ",
      })
  void everythingElseLeadsNowhere(String path) {
    assertThat(OwnPath.of(path)).isEmpty();
  }

  @Test
  void anEndlessPathLeadsNowhere() {
    assertThat(OwnPath.of("/a".repeat(600))).isEmpty();
  }
}
