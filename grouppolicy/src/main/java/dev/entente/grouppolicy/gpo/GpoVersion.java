package dev.entente.grouppolicy.gpo;

/**
 * How often each side of a Group Policy object was changed: sixteen bits for users, the high half,
 * and sixteen for computers ([MS-GPOL] §2.2.4, {@code versionNumber} and {@code Version}).
 */
public record GpoVersion(int user, int computer) {

  /** That of an object which nobody has changed yet. */
  public static final GpoVersion NONE = new GpoVersion(0, 0);

  public GpoVersion {
    if ((user & 0xFFFF) != user || (computer & 0xFFFF) != computer) {
      throw new IllegalArgumentException("A version has sixteen bits: " + user + ", " + computer);
    }
  }

  /** The version in a 32-bit number. */
  public static GpoVersion of(int number) {
    return new GpoVersion(number >>> 16, number & 0xFFFF);
  }

  /** Both sides as one number; negative from the 32,768th change of the user side on. */
  public int number() {
    return user << 16 | computer;
  }

  /**
   * One more change of the user side than either of the two versions of an object, the directory's
   * and that of its files; the computer side stays ([MS-GPOL] §3.3.4.5). After 65,535 comes 1: with
   * 0 a client takes the object for an empty one (§3.2.5.1.6).
   */
  public GpoVersion afterUserChange(GpoVersion other) {
    var last = Math.max(user, other.user);
    return new GpoVersion(last == 0xFFFF ? 1 : last + 1, computer);
  }

  /** As it is in the directory, whose integers have a sign, and in {@code GPT.INI}. */
  @Override
  public String toString() {
    return Integer.toString(number());
  }
}
