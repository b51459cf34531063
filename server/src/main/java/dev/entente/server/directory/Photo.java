package dev.entente.server.directory;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A person's work photo, PNG or JPEG. */
public final class Photo {

  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");

  private final byte[] bytes;
  private final String mediaType;

  public Photo(byte[] bytes, String mediaType) {
    this.bytes = bytes.clone();
    this.mediaType = mediaType;
  }

  /** By the file's signature, whatever its sender calls it; empty when it is neither. */
  public static Optional<Photo> of(byte[] bytes) {
    if (startsWith(PNG, bytes)) {
      return Optional.of(new Photo(bytes, "image/png"));
    }
    return startsWith(JPEG, bytes) ? Optional.of(new Photo(bytes, "image/jpeg")) : Optional.empty();
  }

  private static boolean startsWith(byte[] signature, byte[] bytes) {
    return bytes.length > signature.length
        && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code image/png} or {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }
}
