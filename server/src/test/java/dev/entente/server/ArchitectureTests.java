package dev.entente.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

class ArchitectureTests {

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.entente.server");

  @Test
  void modulesDependDownwardsOnlyAndWithoutCycles() {
    ApplicationModules.of(EntenteApplication.class).verify();
  }

  /** A package's description in the tests would hide the module's, and with it what it may use. */
  @Test
  void everyModuleSaysWhatItMayUse() {
    assertThat(ApplicationModules.of(EntenteApplication.class))
        .filteredOn(it -> !it.getIdentifier().toString().equals("kernel"))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.getBasePackage().getAnnotation(ApplicationModule.class))
                    .as(it.getDisplayName())
                    .isPresent());
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|Processor)$")
            .because("such names say what a class is made of, not what it is"));
  }

  @Test
  void dependenciesArriveThroughTheConstructor() {
    check(
        noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .because(
                "a constructor shows what a class needs, and settings are documented records"));
  }

  @Test
  void whatIsSaidGoesToTheLog() {
    check(
        noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING)
            .because("operators read one log, with the request id in it"));
  }

  @Test
  void thereIsOneProblem() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("..kernel..")
            .should()
            .haveSimpleNameStartingWith("Problem")
            .because("failures are told to callers in one way, by kernel.Problem"));
  }

  @Test
  void databasesAreSpokenToInStores() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("..database..")
            .and()
            .haveNameNotMatching(".*Store(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
            .because("SQL stands in one place of each module, beside the record that it fills"));
  }

  @Test
  void nothingOfLinkedInReachesAStore() {
    check(
        noClasses()
            .that()
            .haveNameMatching(".*Store(\\$.*)?")
            .should()
            .transitivelyDependOnClassesThat()
            .belongToAnyOf(MemberView.class, OwnData.class, PublicProfile.class)
            .because("what a network tells is held in memory only (mission row M25)"));
  }

  @Test
  void eventsCarryNothingOfLinkedIn() {
    check(
        noClasses()
            .that()
            .implement(DomainEvent.class)
            .should()
            .transitivelyDependOnClassesThat()
            .belongToAnyOf(MemberView.class, OwnData.class, PublicProfile.class)
            .because("events are written to the audit log (mission row M25)"));
  }

  @Test
  void timeComesFromTheClock() {
    check(
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .because("tests decide what time it is, through the injected Clock"));
  }

  @Test
  void controllersAreNobodysApi() {
    check(
        classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .and()
            .resideOutsideOfPackage("..server.web..")
            .should()
            .notBePublic()
            .because("modules speak to each other through their services"));
  }

  private static void check(ArchRule rule) {
    rule.check(SERVER);
  }
}
