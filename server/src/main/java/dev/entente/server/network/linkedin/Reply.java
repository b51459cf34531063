package dev.entente.server.network.linkedin;

import java.net.http.HttpHeaders;

/** What came back over HTTP. */
sealed interface Reply {

  /** An answer of whatever status, whole. */
  final class Received implements Reply {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Received(int status, HttpHeaders headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    HttpHeaders headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }
  }

  /** No answer. */
  record Missing(Failure failure) implements Reply {}

  /** Why there was no answer. */
  enum Failure {
    NO_CONNECTION("no connection"),
    TIMED_OUT("no answer in time"),
    BROKEN_BODY("the answer broke off or was too large"),
    TENANT_BUSY("too many calls of this tenant at a time"),
    BREAKER_OPEN("left alone after repeated failures"),
    INTERRUPTED("the server is stopping");

    private final String words;

    Failure(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
