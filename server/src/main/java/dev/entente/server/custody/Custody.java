package dev.entente.server.custody;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Seals secrets for one tenant and purpose. The tenant and the purpose are the associated data of
 * the encryption, so a ciphertext moved to another tenant's row, or another person's, cannot be
 * opened.
 */
@Component
public class Custody {

  private final Aead aead;
  private final Mac mac;

  Custody(Keys keys) {
    this.aead = keys.aead();
    this.mac = keys.mac();
  }

  /**
   * @param purpose what the secret is and whose, such as {@code connection/<id>/access-token}
   * @return ciphertext with the key's id in front (Tink's prefix), so keys can be rotated
   */
  public byte[] seal(TenantId tenant, String purpose, Secret secret) {
    try {
      return aead.encrypt(
          secret.reveal().getBytes(StandardCharsets.UTF_8), boundTo(tenant, purpose));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealing failed.", e);
    }
  }

  /**
   * @throws SealBroken when the ciphertext was made for another tenant or purpose, or was altered
   */
  public Secret open(TenantId tenant, String purpose, byte[] sealed) {
    try {
      return new Secret(
          new String(aead.decrypt(sealed, boundTo(tenant, purpose)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealBroken(tenant, purpose, e);
    }
  }

  /**
   * A stand-in for an identifier that must be compared but need not be known: same input, same
   * output within a tenant, and nothing to learn without the key.
   */
  public String fingerprint(TenantId tenant, String purpose, String identifier) {
    var input = tenant + "\n" + purpose + "\n" + identifier;
    try {
      return HexFormat.of().formatHex(mac.computeMac(input.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Fingerprinting failed.", e);
    }
  }

  private static byte[] boundTo(TenantId tenant, String purpose) {
    return (tenant + "\n" + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
