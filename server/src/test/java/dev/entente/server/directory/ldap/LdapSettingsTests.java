package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.Owner;
import dev.entente.server.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Tag("M76")
class LdapSettingsTests {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final String SOURCE =
      """
      urls: ["ldaps://ldap.x.example", "ldap://ldap2.x.example:1389"]
      caFile: ca.pem
      bindDn: cn=entente,dc=x,dc=example
      password: not-to-be-seen
      people: {bases: ["ou=people,dc=x,dc=example"], filter: (employeeType=staff)}
      groups: {bases: ["ou=groups,dc=x,dc=example"]}
      attributes: {id: nsUniqueId, userPrincipalName: mail}
      pageSize: 500
      fullLoadEvery: 12h
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void writeCertificate() throws IOException {
    var certificate = Certificate.in(Files.createDirectory(folder.resolve("made"))).certificate();
    Files.copy(certificate, folder.resolve("ca.pem"));
    Files.writeString(folder.resolve("empty.pem"), "");
  }

  @Test
  void allSettingsAreRead() {
    assertThat(open(SOURCE)).isEqualTo(Owner.LDAP);
  }

  @Test
  void groupsMayBeLeftOut() {
    assertThat(open(SOURCE.replace("groups: {bases: [\"ou=groups,dc=x,dc=example\"]}\n", "")))
        .isEqualTo(Owner.LDAP);
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(YAML.readValue(SOURCE, LdapSettings.class).toString()).doesNotContain("not-to-be");
  }

  @Test
  void onThisMachineTlsMayBeLeftOut() {
    assertThat(
            open(
                SOURCE.replace(
                    "\"ldaps://ldap.x.example\", \"ldap://ldap2.x.example:1389\"",
                    "\"ldap://localhost\", \"ldap://127.0.0.1:1389\", \"ldap://[::1]:389\"")))
        .isEqualTo(Owner.LDAP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fullLoadEvery: 12h | startTls: false | the password needs TLS
          ldaps://ldap.x.example | http://ldap.x.example | is not of the form ldaps://host
          ldaps://ldap.x.example | ldaps://cn=a:b@ldap.x.example | is not of the form ldaps://host
          ldaps://ldap.x.example | ldaps://ldap.x.example/dc=x | is not of the form ldaps://host
          ldaps://ldap.x.example | ldaps:// | is not of the form ldaps://host
          caFile: ca.pem | caFile: none.pem | cannot be read
          caFile: ca.pem | caFile: empty.pem | holds no certificate
          password: not-to-be-seen | | belong together
          password: not-to-be-seen | password: '' | password is empty
          ou=people,dc=x,dc=example | people | people.bases: people is not a distinguished name
          (employeeType=staff) | (employeeType=staff | people.filter is not a filter
          (employeeType=staff) | (employeeType=staff)(uid=*) | people.filter is not a filter
          bases: ["ou=people,dc=x,dc=example"] | bases: [] | people.bases lists at least one
          groups: {bases: ["ou=groups,dc=x,dc=example"]} | groups: {filter: (cn=*)} | groups.filter is for entries
          id: nsUniqueId | ids: nsUniqueId | attributes knows no ids
          id: nsUniqueId | id: 'entryUUID)(uid=*' | attributes.id is not the name of an attribute
          pageSize: 500 | pageSize: 5000 | pageSize is between 1 and 1000
          fullLoadEvery: 12h | fullLoadEvery: 0s | fullLoadEvery is a time
          fullLoadEvery: 12h | fullLoadEvery: daily | fullLoadEvery is a time
          """)
  void aFaultStopsTheStartAndIsNamed(String valid, String invalid, String message) {
    var source = SOURCE.replace(valid, invalid == null ? "" : invalid);

    assertThatThrownBy(() -> open(source))
        .isInstanceOfSatisfying(
            Problem.class,
            it ->
                assertThat(it.target())
                    .hasValueSatisfying(t -> assertThat(t).startsWith("source.")))
        .hasMessageStartingWith("source.")
        .hasMessageContaining(message)
        .hasMessageNotContaining("not-to-be-seen");
  }

  private Owner open(String source) {
    var settings = YAML.readValue(source, LdapSettings.class);
    try (var opened = Sources.open(settings, folder, new Sources.Kept())) {
      return opened.owner();
    }
  }
}
