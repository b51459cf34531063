package dev.entente.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The Entente server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Entente", sharedModules = "kernel")
public class EntenteApplication {

  public static void main(String[] args) {
    SpringApplication.run(EntenteApplication.class, args);
  }
}
