package dev.entente.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Signing keys, one for each issuer, kept with the rest of the state. */
@Component
public class Keys {

  private final SandboxSettings settings;
  private JWKSet keys;

  Keys(SandboxSettings settings) {
    this.settings = settings;
    this.keys = load();
  }

  /** The key of an issuer, made when first asked for. */
  public synchronized RSAKey of(String issuer) {
    return keys.getKeyByKeyId(issuer) instanceof RSAKey known ? known : create(issuer);
  }

  private RSAKey create(String issuer) {
    try {
      var key = new RSAKeyGenerator(2048).keyID(issuer).generate();
      var all = new ArrayList<>(keys.getKeys());
      all.add(key);
      keys = new JWKSet(all);
      save();
      return key;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWKSet load() {
    if (settings.inMemory() || !Files.exists(file())) {
      return new JWKSet();
    }
    try {
      return JWKSet.load(file().toFile());
    } catch (IOException | ParseException e) {
      throw new IllegalStateException("The sandbox's keys cannot be read from " + file(), e);
    }
  }

  private void save() {
    if (settings.inMemory()) {
      return;
    }
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(file(), keys.toString(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return Path.of(settings.state(), "keys.json");
  }
}
