package dev.entente.server.grouppolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.ldap.Servers;
import dev.entente.server.kernel.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("M61")
class DomainSettingsTests {

  private static final Map<String, Object> VALID =
      Map.of(
          "domain", "northlight.example",
          "objectName", "Office",
          "url", "ldaps://dc1.northlight.example",
          "bindDn", "entente@northlight.example",
          "password", "a secret");

  @Test
  void filesAreWhereTheDirectoryIsUnlessSaid() {
    var settings = settings(VALID);

    open(settings);

    assertThat(settings.host()).isEqualTo("dc1.northlight.example");
    assertThat(settings.port()).isEqualTo(445);
    assertThat(settings.shareName()).isEqualTo("sysvol");
    assertThat(settings.toString()).doesNotContain("a secret");
  }

  @ParameterizedTest
  @CsvSource({
    "domain, northlight",
    "domain, ..\\elsewhere.example",
    "domain,",
    "objectName, '  '",
    "url,",
    "url, https://dc1.northlight.example",
    "startTls, false",
    "bindDn,",
    "password,",
    "password, ''",
    "smbHost, dc1/share",
    "smbPort, 0",
    "smbPort, 65536",
    "share, a\\b"
  })
  void aFaultIsNamed(String field, @Nullable String value) {
    var changed = new HashMap<String, @Nullable Object>(VALID);
    if (field.equals("startTls")) {
      changed.put("url", "ldap://dc1.northlight.example");
    }
    changed.put(field, value);
    var settings = settings(changed);

    assertThatThrownBy(() -> open(settings))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> {
              assertThat(it.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
              assertThat(it.message()).startsWith("groupPolicy.");
              assertThat(it.target().orElseThrow()).startsWith("groupPolicy." + field);
            });
  }

  private static DomainSettings settings(Map<String, ? extends @Nullable Object> block) {
    return JsonMapper.shared().convertValue(block, DomainSettings.class);
  }

  private static void open(DomainSettings settings) {
    settings.check();
    Servers.of(settings.access(), Path.of("/"));
  }
}
