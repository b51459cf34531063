package dev.entente.server.directory;

/** A person's work photo, PNG or JPEG. */
public final class Photo {

  private final byte[] bytes;
  private final String mediaType;

  public Photo(byte[] bytes, String mediaType) {
    this.bytes = bytes.clone();
    this.mediaType = mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code image/png} or {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }
}
