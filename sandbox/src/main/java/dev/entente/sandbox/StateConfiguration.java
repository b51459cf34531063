package dev.entente.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The sandbox's own state: a little H2 database in a file, or in memory for tests. */
@Configuration(proxyBeanMethods = false)
class StateConfiguration {

  private static final String SCHEMAS = "org/springframework/security/oauth2/server/authorization/";

  @Bean
  DataSource dataSource(SandboxSettings settings) {
    var url =
        settings.inMemory()
            ? "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID())
            : "jdbc:h2:file:%s".formatted(Path.of(settings.state(), "state").toAbsolutePath());
    var dataSource = new DriverManagerDataSource(url);
    createSchema(dataSource);
    return dataSource;
  }

  private static void createSchema(DataSource dataSource) {
    var made =
        JdbcClient.create(dataSource)
            .sql("SELECT count(*) FROM information_schema.tables WHERE table_name = 'VISIBILITY'")
            .query(Integer.class)
            .single();
    if (made == 0) {
      new ResourceDatabasePopulator(
              new ClassPathResource(SCHEMAS + "oauth2-authorization-schema.sql"),
              new ClassPathResource(SCHEMAS + "oauth2-authorization-consent-schema.sql"),
              new ByteArrayResource(
                  """
                  CREATE TABLE visibility (handle varchar(100) PRIMARY KEY, visible boolean NOT NULL);
                  """
                      .getBytes(StandardCharsets.UTF_8)))
          .execute(dataSource);
    }
  }

  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }
}
