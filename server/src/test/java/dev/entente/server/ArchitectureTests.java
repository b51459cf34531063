package dev.entente.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

  @Test
  void modulesDependDownwardsOnlyAndWithoutCycles() {
    ApplicationModules.of(EntenteApplication.class).verify();
  }
}
