package dev.entente.server.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The PostgreSQL we work with, ours or the operator's, with our database and roles in it. */
final class Cluster implements AutoCloseable {

  private static final String DATABASE = "entente";

  private final String url;
  private final DatabaseSettings settings;
  private final Runnable stop;

  private Cluster(String url, DatabaseSettings settings, Runnable stop) {
    this.url = url;
    this.settings = settings;
    this.stop = stop;
  }

  static Cluster of(DatabaseSettings settings) {
    return settings
        .url()
        .map(url -> new Cluster(url, settings, () -> {}))
        .orElseGet(() -> embedded(settings));
  }

  String url() {
    return url;
  }

  DataSource ownerDataSource() {
    return dataSource(url, settings.owner().username(), settings.owner().password());
  }

  private static Cluster embedded(DatabaseSettings settings) {
    var server = EmbeddedServer.on(settings.directory().toAbsolutePath());
    var root = "jdbc:postgresql://localhost:%d/".formatted(server.port());
    var admin = JdbcClient.create(dataSource(root + "postgres", "postgres", ""));
    createRole(admin, settings.owner().username());
    createRole(admin, settings.application().username());
    createDatabase(admin, settings.owner().username());
    return new Cluster(root + DATABASE, settings, server::close);
  }

  private static void createRole(JdbcClient admin, String role) {
    if (absent(admin, "SELECT count(*) FROM pg_roles WHERE rolname = :name", role)) {
      admin.sql("CREATE ROLE %s LOGIN NOSUPERUSER NOBYPASSRLS".formatted(role)).update();
    }
  }

  private static void createDatabase(JdbcClient admin, String owner) {
    if (absent(admin, "SELECT count(*) FROM pg_database WHERE datname = :name", DATABASE)) {
      admin.sql("CREATE DATABASE %s OWNER %s".formatted(DATABASE, owner)).update();
    }
  }

  private static boolean absent(JdbcClient admin, String count, String name) {
    return admin.sql(count).param("name", name).query(Integer.class).single() == 0;
  }

  private static DataSource dataSource(String url, String username, String password) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(username);
    dataSource.setPassword(password);
    return dataSource;
  }

  @Override
  public void close() {
    stop.run();
  }
}
