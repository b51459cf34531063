package dev.entente.server.directory;

/**
 * Where reading goes on, in the source's own words: a cookie, a delta link, a sequence number. Kept
 * in the database; no secret belongs in it.
 */
public record Checkpoint(String value) {

  /** Before anything was read: what follows is a full load. */
  public static final Checkpoint START = new Checkpoint("");

  public boolean isStart() {
    return equals(START);
  }
}
