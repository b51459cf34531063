package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * HTTP bounded in time and bytes. Follows no redirect: a token or a code goes to the configured
 * host or nowhere. Says nothing of what it sends, in no exception either.
 */
final class Http {

  private final HttpClient client;
  private final Duration readTimeout;

  Http(Duration connectTimeout, Duration readTimeout) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
    this.readTimeout = readTimeout;
  }

  HttpRequest.Builder get(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(readTimeout).GET();
  }

  /** With the token in the header (RFC 6750 §2.1). */
  HttpRequest.Builder get(URI uri, Secret token) {
    return get(uri).header("Authorization", "Bearer " + headerSafe(token));
  }

  HttpRequest post(URI uri, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(uri)
        .timeout(readTimeout)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  Reply send(HttpRequest request, int maxBytes, Deadline deadline) {
    var begun = new AtomicBoolean();
    var exchange =
        client.sendAsync(
            request,
            BodyHandlers.limiting(
                info -> {
                  begun.set(true);
                  return BodyHandlers.ofByteArray().apply(info);
                },
                maxBytes));
    try {
      var response = exchange.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return new Reply.Received(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException _) {
      exchange.cancel(true);
      return new Reply.Missing(Reply.Failure.TIMED_OUT);
    } catch (ExecutionException e) {
      return new Reply.Missing(failure(e, begun.get()));
    } catch (InterruptedException _) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.Missing(Reply.Failure.INTERRUPTED);
    }
  }

  private static Reply.Failure failure(ExecutionException e, boolean begun) {
    return switch (e.getCause()) {
      case HttpTimeoutException _ -> Reply.Failure.TIMED_OUT;
      case IOException _ when begun -> Reply.Failure.BROKEN_BODY;
      case IOException _ -> Reply.Failure.NO_CONNECTION;
      case null, default -> throw new IllegalStateException("A call to LinkedIn failed.", e);
    };
  }

  /** The JDK quotes a header value that it refuses, so the token is looked at before it can. */
  private static String headerSafe(Secret token) {
    if (!IssuedToken.fitsAHeader(token)) {
      throw new IllegalArgumentException(
          "An access token has characters that no header may carry.");
    }
    return token.reveal();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
