package dev.entente.grouppolicy.offer;

import java.util.Arrays;
import java.util.Objects;

/** A file to take away. */
public final class OfferedFile {

  private final String name;
  private final byte[] content;

  OfferedFile(String name, byte[] content) {
    this.name = name;
    this.content = content.clone();
  }

  public String name() {
    return name;
  }

  /** A copy. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OfferedFile that
        && name.equals(that.name)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(content));
  }

  @Override
  public String toString() {
    return name + " (" + content.length + " bytes)";
  }
}
