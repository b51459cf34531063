package dev.entente.server.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9700 §4.11: nobody is led away by a link to our own pages. */
class ReturnPathTests {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "/",
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
        "javascript:alert(1)",
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
  void whatIsNotAPlainPathOfOursLeadsNowhere(String path) {
    assertThat(ReturnPath.of(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/host", "/host/", "/admin/users/settings", "/host?person=ben"})
  void aPlainPathOfOursIsKept(String path) {
    assertThat(ReturnPath.of(path)).isEqualTo(path);
  }

  @Test
  void aPathThatIsTooLongLeadsNowhere() {
    assertThat(ReturnPath.of("/" + "a".repeat(200))).isEmpty();
  }
}
