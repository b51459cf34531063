package dev.entente.server.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The second wall between tenants holds only for a role that it binds: checked at every start. */
final class ApplicationRole {

  private ApplicationRole() {}

  /**
   * @throws IllegalStateException when the role is a superuser, bypasses row-level security, or
   *     owns tables
   */
  static void refuseIfPrivileged(JdbcClient jdbc) {
    var privileged =
        jdbc.sql(
                """
                SELECT rolsuper OR rolbypassrls
                       OR EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = current_user)
                FROM pg_roles WHERE rolname = current_user
                """)
            .query(Boolean.class)
            .single();
    if (privileged) {
      throw new IllegalStateException(
          "entente.database.application.username names a role that row-level security does not bind."
              + " Use a role that is no superuser, has no BYPASSRLS and owns no table.");
    }
  }
}
