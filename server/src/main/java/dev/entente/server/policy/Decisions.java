package dev.entente.server.policy;

/** The decision itself: pure, total, and the only place where the rules are written. */
public final class Decisions {

  private Decisions() {}

  public static Decision decide(TenantPolicy policy, Standing standing) {
    throw new UnsupportedOperationException();
  }
}
