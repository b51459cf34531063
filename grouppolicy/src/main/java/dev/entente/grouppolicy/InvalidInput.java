package dev.entente.grouppolicy;

import java.io.Serial;
import java.io.Serializable;

/** A file that cannot be what it is said to be: what is wrong, where, and how to mend it. */
public final class InvalidInput extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final String what;
  private final Place place;
  private final String mend;

  /** What and how to mend are sentences without the place in them. */
  public InvalidInput(String what, Place place, String mend) {
    super(place + ": " + what + " " + mend);
    this.what = what;
    this.place = place;
    this.mend = mend;
  }

  public String what() {
    return what;
  }

  public Place place() {
    return place;
  }

  public String mend() {
    return mend;
  }

  /** Where in which file; lines and columns count from one, bytes from zero. */
  public sealed interface Place extends Serializable {

    /** The name that the caller knows the file by. */
    String file();

    /** A file as a whole. */
    record InFile(String file) implements Place {
      @Override
      public String toString() {
        return file;
      }
    }

    /** A place in a text. */
    record AtLine(String file, int line, int column) implements Place {
      @Override
      public String toString() {
        return file + ", line " + line + ", column " + column;
      }
    }

    /** A place in a binary file. */
    record AtByte(String file, long offset) implements Place {
      @Override
      public String toString() {
        return file + ", byte " + offset;
      }
    }
  }
}
