package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.SourceUnavailable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate we trust, but which is that of another server. */
@Tag("M76")
class ServerNameTests {

  @TempDir private Path folder;

  private Certificate certificate;
  private InMemoryDirectoryServer server;

  @BeforeEach
  void start() throws Exception {
    certificate = Certificate.in(folder, "other.example", "dns:other.example");
    var keys =
        new KeyStoreKeyManager(
            certificate.store().toFile(), Certificate.STORE_PASSWORD.toCharArray());
    var tls = new SSLUtil(keys, null);
    var config = new InMemoryDirectoryServerConfig(Slapd.SUFFIX);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "tls", InetAddress.getLoopbackAddress(), 0, tls.createSSLServerSocketFactory(), null),
        InMemoryListenerConfig.createLDAPConfig(
            "startTls", InetAddress.getLoopbackAddress(), 0, tls.createSSLSocketFactory()));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
  }

  @AfterEach
  void stop() {
    server.shutDown(true);
  }

  @Test
  void isNotSpokenToOverTls() {
    assertThatItIsRefused("ldaps://localhost:" + server.getListenPort("tls"));
  }

  @Test
  void isNotSpokenToAfterStartTls() {
    assertThatItIsRefused("ldap://localhost:" + server.getListenPort("startTls"));
  }

  private void assertThatItIsRefused(String url) {
    var source =
        Sources.open(
            Sources.settings(
                List.of(url),
                true,
                certificate.certificate(),
                Slapd.ADMIN,
                Slapd.PASSWORD,
                Slapd.SUFFIX,
                100));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("certificate does not name localhost");
  }
}
