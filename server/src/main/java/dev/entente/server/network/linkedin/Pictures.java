package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.linkedin.Reply.Missing;
import dev.entente.server.network.linkedin.Reply.Received;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Members' pictures: fetched only from the configured origins, and never passed on as they came but
 * drawn anew.
 */
final class Pictures {

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Answers answers;

  Pictures(LinkedInSettings settings, Calls calls, Http http, Answers answers) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.answers = answers;
  }

  /** Scheme, host and port have to be those of an allowed origin. */
  boolean mayBeFetched(URI picture) {
    return picture.getUserInfo() == null
        && Stream.concat(settings.pictureOrigins().stream(), Stream.of(settings.apiBase()))
            .anyMatch(origin -> sameOrigin(origin, picture));
  }

  Answer<byte[]> read(TenantId tenant, URI picture) {
    if (!mayBeFetched(picture)) {
      return new Answer.Nothing<>();
    }
    var reply = calls.readPicture(tenant, http.get(picture).build());
    return switch (reply) {
      case Received received when received.status() == 200 -> drawn(received.body());
      case Received received -> notShown(answers.refusal(received));
      case Missing(var failure) -> Answers.unreachable(failure.words());
    };
  }

  private static Answer<byte[]> drawn(byte[] served) {
    return PictureFile.redrawn(served)
        .<Answer<byte[]>>map(Answer.Got::new)
        .orElseGet(Answer.Nothing::new);
  }

  /** No token was sent, so a refusal says nothing about any. */
  private static Answer<byte[]> notShown(Answer<byte[]> refusal) {
    return refusal instanceof Answer.Unreachable ? refusal : new Answer.Nothing<>();
  }

  private static boolean sameOrigin(URI origin, URI other) {
    return origin.getScheme().equalsIgnoreCase(other.getScheme())
        && origin.getHost().equalsIgnoreCase(Optional.ofNullable(other.getHost()).orElse(""))
        && port(origin) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
