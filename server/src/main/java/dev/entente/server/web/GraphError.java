package dev.entente.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The error envelope of Microsoft Graph. */
record GraphError(Body error) {

  record Body(
      String code,
      String message,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String target,
      InnerError innerError) {}

  record InnerError(
      String date,
      @JsonProperty("request-id") String requestId,
      @JsonProperty("client-request-id") String clientRequestId) {}

  static GraphError of(Failure failure, HttpServletRequest request, Instant now) {
    var id = RequestId.of(request);
    return new GraphError(
        new Body(
            failure.code(),
            failure.message(),
            failure.target(),
            new InnerError(
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                id,
                RequestId.clients(request).orElse(id))));
  }
}
