package dev.entente.server.directory.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself.
 *
 * @param key as a PEM file
 * @param certificate as a PEM file
 * @param store both as PKCS #12
 */
record Certificate(Path key, Path certificate, Path store) {

  static final String STORE_PASSWORD = "changeit";

  /** For this machine. */
  static Certificate in(Path folder) {
    return in(folder, "localhost", "dns:localhost,ip:127.0.0.1");
  }

  static Certificate in(Path folder, String name, String alternativeNames) {
    var store = folder.resolve("key.p12");
    Daemon.run(
        folder,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storepass",
            STORE_PASSWORD,
            "-alias",
            "server",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + alternativeNames));
    var key = folder.resolve("key.pem");
    var certificate = folder.resolve("certificate.pem");
    try (InputStream file = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(file, STORE_PASSWORD.toCharArray());
      write(key, "PRIVATE KEY", keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
      write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
      return new Certificate(key, certificate, store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String label, byte[] bytes) {
    Daemon.write(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(bytes)));
  }
}
