package dev.entente.server.custody;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** The server's two keysets, read from files that are made at the first start. */
@Component
class Keys {

  private final Aead aead;
  private final Mac mac;

  Keys(CustodySettings settings) throws GeneralSecurityException, IOException {
    AeadConfig.register();
    MacConfig.register();
    var directory = settings.directory();
    Files.createDirectories(directory);
    aead =
        keyset(directory.resolve("sealing.json"), PredefinedAeadParameters.AES256_GCM)
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    mac =
        keyset(directory.resolve("fingerprint.json"), PredefinedMacParameters.HMAC_SHA256_256BITTAG)
            .getPrimitive(RegistryConfiguration.get(), Mac.class);
  }

  Aead aead() {
    return aead;
  }

  Mac mac() {
    return mac;
  }

  private static KeysetHandle keyset(Path file, Parameters parameters)
      throws GeneralSecurityException, IOException {
    if (!Files.exists(file)) {
      create(file, KeysetHandle.generateNew(parameters));
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), InsecureSecretKeyAccess.get());
  }

  /** Written beside and moved into place: a half-written key would lock every token for ever. */
  private static void create(Path file, KeysetHandle keyset) throws GeneralSecurityException {
    var json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".tmp", ownerOnly);
      Files.writeString(draft, json);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be written.", e);
    }
  }
}
