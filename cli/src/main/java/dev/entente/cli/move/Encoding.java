package dev.entente.cli.move;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a file's bytes become text. A byte order mark says it; without one, the zero bytes that
 * UTF-16 puts beside every Latin letter give it away.
 */
enum Encoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE);

  private static final int SAMPLE = 1000;

  private final Charset charset;

  Encoding(Charset charset) {
    this.charset = charset;
  }

  /** The text without its mark; empty when the bytes are not in this encoding. */
  static Optional<String> decode(byte[] bytes) {
    try {
      var text = of(bytes).charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static Encoding of(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return UTF_16BE;
    }
    var evenZeros = zeros(bytes, 0);
    var oddZeros = zeros(bytes, 1);
    if (evenZeros == oddZeros) {
      return UTF_8;
    }
    return oddZeros > evenZeros ? UTF_16LE : UTF_16BE;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static int zeros(byte[] bytes, int from) {
    var count = 0;
    for (var index = from; index < Math.min(bytes.length, SAMPLE); index += 2) {
      count += bytes[index] == 0 ? 1 : 0;
    }
    return count;
  }
}
