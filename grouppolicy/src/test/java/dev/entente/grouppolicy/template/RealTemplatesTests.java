package dev.entente.grouppolicy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Templates as others publish them, where this computer has them: Samba's with its package, which
 * {@code bin/test} installs, and a whole folder {@code PolicyDefinitions} in its place with {@code
 * -Dentente.policy-definitions=FOLDER}.
 */
@Tag("M60")
class RealTemplatesTests {

  private static final Path SAMBA = Path.of("/usr/share/samba/admx");

  @Test
  void readsSambasTemplateWithoutAnError() throws IOException {
    assumeTrue(Files.isDirectory(SAMBA), "Samba's package is not installed");
    var templates = Templates.of(files(SAMBA));

    assertThat(templates.findings()).noneMatch(Finding::isError);
    assertThat(templates.policies()).hasSizeGreaterThan(5);
    assertThat(templates.policies())
        .allSatisfy(
            policy -> {
              var description = templates.describe(policy, "nl-NL");
              assertThat(description.language()).isEqualTo("en-US");
              assertThat(description.displayName()).doesNotStartWith("$(");
              assertThat(description.path()).first().asString().contains("Samba");
            });
  }

  @Test
  void readsTheWholeFolderOfAnAdministratorWithoutAnError() throws IOException {
    var folder = Path.of(System.getProperty("entente.policy-definitions", SAMBA.toString()));
    assumeTrue(
        Files.isDirectory(folder),
        "Neither is a folder PolicyDefinitions given with -Dentente.policy-definitions, nor Samba's"
            + " package installed");
    var files = files(folder);
    var templates = Templates.of(files);

    assertThat(files).isNotEmpty();
    assertThat(templates.findings()).noneMatch(Finding::isError);
    assertThat(templates.policies())
        .allSatisfy(it -> assertThat(templates.describe(it, "en-US").displayName()).isNotBlank());
    if (files.containsKey(TemplateName.parse("office16.admx"))) {
      assertThat(templates.officeLinkedIn())
          .hasValueSatisfying(
              policy ->
                  assertThat(policy.disabled())
                      .extracting(Policy.Write::valueName)
                      .contains(OfficeLinkedInPolicy.POLICY_VALUE));
    }
  }

  private static Map<TemplateName, byte[]> files(Path folder) throws IOException {
    var store = new LocalStore(folder);
    Map<TemplateName, byte[]> files = new HashMap<>();
    for (var name : store.list()) {
      files.put(name, store.read(name));
    }
    return files;
  }
}
