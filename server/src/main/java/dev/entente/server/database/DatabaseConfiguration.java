package dev.entente.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two roles, one database: the owner migrates, the application works under row-level security. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** For a connection: whoever waits longer is told that the database does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Cluster cluster(DatabaseSettings settings) {
    return Cluster.of(settings);
  }

  /** The application's pool; asking for it migrates first, so no bean can see an old schema. */
  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(Cluster cluster, DatabaseSettings settings) {
    migrate(cluster.ownerDataSource(), settings);
    var config = new HikariConfig();
    config.setPoolName("entente");
    config.setJdbcUrl(cluster.url());
    config.setUsername(settings.application().username());
    config.setPassword(settings.application().password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(PATIENCE.toMillis());
    var dataSource = new HikariDataSource(config);
    ApplicationRole.refuseIfPrivileged(JdbcClient.create(dataSource));
    return dataSource;
  }

  private static void migrate(DataSource owner, DatabaseSettings settings) {
    Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("application", settings.application().username()))
        .outOfOrder(true)
        .load()
        .migrate();
  }
}
