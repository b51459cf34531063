package dev.entente.server.database;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is.
 *
 * @param url JDBC URL of a PostgreSQL 16 or later; absent: an embedded PostgreSQL 18 on loopback,
 *     meant for evaluation and small installations
 * @param directory where the embedded server keeps its data
 * @param owner the role that owns the tables and runs migrations
 * @param application the role the server works as; row-level security binds it, so it may own
 *     nothing
 * @param poolSize connections the server holds at most
 */
@ConfigurationProperties("entente.database")
record DatabaseSettings(
    Optional<String> url,
    @DefaultValue(".data/postgres") Path directory,
    @DefaultValue Owner owner,
    @DefaultValue Application application,
    @DefaultValue("16") int poolSize) {

  record Owner(@DefaultValue("entente_owner") String username, @DefaultValue("") String password) {}

  record Application(
      @DefaultValue("entente_app") String username, @DefaultValue("") String password) {}
}
