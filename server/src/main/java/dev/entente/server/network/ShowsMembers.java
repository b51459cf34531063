package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Optional;

/** A network where members can be looked up, at the app's own right or a member's. */
public interface ShowsMembers extends Network {

  /** Whoever has this e-mail address at the network, as a stranger sees them; matches exactly. */
  Answer<PublicProfile> publicProfile(TenantId tenant, String email);

  /**
   * Who might be meant by a name; candidates only, never shown as fact (mission row M42). Nobody is
   * an empty list.
   */
  Answer<List<PublicProfile>> candidates(TenantId tenant, String name, Optional<String> company);

  /** What the token's owner may see of the member behind a key. */
  Answer<MemberView> memberView(TenantId tenant, Secret viewerToken, String key);

  /** A member's picture, drawn anew as a PNG of at most 400 pixels a side. */
  Answer<byte[]> picture(TenantId tenant, PublicProfile profile);
}
