package dev.entente.grouppolicy.gpo;

import java.util.Arrays;
import java.util.Objects;

/** A file of a Group Policy object, its path relative to the object's folder. */
public final class GpoFile {

  /** [MS-GPREG] §2.2.1. */
  public static final String REGISTRY_POLICY = "User\\Registry.pol";

  /** [MS-GPREG] §3.1.5.6. */
  public static final String COMMENTS = "User\\comment.cmtx";

  /** [MS-GPOL] §2.2.4. */
  public static final String GPT_INI = "GPT.INI";

  private final String path;
  private final byte[] content;

  GpoFile(String path, byte[] content) {
    this.path = path;
    this.content = content.clone();
  }

  /** With backslashes, as on SYSVOL. */
  public String path() {
    return path;
  }

  /** A copy. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GpoFile that
        && path.equals(that.path)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, Arrays.hashCode(content));
  }

  @Override
  public String toString() {
    return path + " (" + content.length + " bytes)";
  }
}
