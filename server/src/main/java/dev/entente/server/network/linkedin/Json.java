package dev.entente.server.network.linkedin;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** LinkedIn's JSON: members we do not know are skipped, anything malformed is nothing at all. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static <T> Optional<T> read(Reply.Received received, Class<T> shape) {
    try {
      return Optional.ofNullable(MAPPER.readValue(received.body(), shape));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
