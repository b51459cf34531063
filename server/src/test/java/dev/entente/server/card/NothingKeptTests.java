package dev.entente.server.card;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a network says of people has no way to a disk. */
@Tag("M25")
class NothingKeptTests {

  private static final List<Class<?>> NETWORK_DATA =
      List.of(
          MemberView.class,
          PublicProfile.class,
          OwnData.class,
          Background.class,
          InCommon.class,
          PublicInformation.class,
          NetworkPart.class,
          Card.class,
          Ephemeral.class);

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.entente.server");

  @Test
  void noStoreReachesNetworkData() {
    noClasses()
        .that(talkToTheDatabase())
        .should()
        .transitivelyDependOnClassesThat(areNetworkData())
        .because("LinkedIn's data is never written down; hold it in card.Memory")
        .check(SERVER);
  }

  @Test
  void networkDataCannotBeSerialized() {
    classes()
        .that(areNetworkData())
        .should()
        .notBeAssignableTo(Serializable.class)
        .because("sessions and event publications are serialized, and stored")
        .check(SERVER);
  }

  @Test
  void whoeverHoldsNetworkDataLogsNothing() {
    noClasses()
        .that()
        .resideInAPackage("..card..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Logger.class)
        .because("a log is kept")
        .check(SERVER);
  }

  private static DescribedPredicate<JavaClass> talkToTheDatabase() {
    return DescribedPredicate.describe(
        "talk to the database",
        it ->
            it.getDirectDependenciesFromSelf().stream()
                .anyMatch(to -> to.getTargetClass().isEquivalentTo(JdbcClient.class)));
  }

  private static DescribedPredicate<JavaClass> areNetworkData() {
    return DescribedPredicate.describe(
        "are network data",
        it ->
            !it.isEnum()
                && NETWORK_DATA.stream()
                    .map(Class::getName)
                    .anyMatch(
                        data -> it.getName().equals(data) || it.getName().startsWith(data + "$")));
  }
}
