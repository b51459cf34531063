package dev.entente.server.grouppolicy;

import dev.entente.server.directory.ldap.LdapAccess;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's domain as the block {@code groupPolicy} of the provisioning file describes it.
 *
 * @param domain its name in DNS
 * @param objectName what the Group Policy object is called, or is to be called
 * @param url one domain controller: its directory and its files have to be of one moment
 * @param startTls as {@link LdapAccess} has it, and so {@code caFile}
 * @param bindDn who reads and writes: a distinguished name or {@code name@domain}
 * @param smbHost where its files are, where that is another name than in the URL
 * @param share {@code sysvol} unless said
 */
record DomainSettings(
    @Nullable String domain,
    @Nullable String objectName,
    @Nullable String url,
    @Nullable Boolean startTls,
    @Nullable String caFile,
    @Nullable String bindDn,
    @Nullable Secret password,
    @Nullable String smbHost,
    @Nullable Integer smbPort,
    @Nullable String share) {

  static final String BLOCK = "groupPolicy";

  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))+");
  private static final Pattern OBJECT_NAME = Pattern.compile("[^\\p{Cntrl}]{1,255}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
  private static final Pattern SHARE = Pattern.compile("[A-Za-z0-9$_.-]{1,80}");

  /**
   * @throws Problem INVALID_REQUEST that names a setting at fault
   */
  void check() {
    account();
    secret();
    checkedDomain();
    host();
    port();
    shareName();
  }

  Domain checkedDomain() {
    var name = Optional.ofNullable(domain).orElse("");
    refuseUnless(
        DNS_NAME.matcher(name).matches(),
        "domain",
        "domain is the domain's name in DNS, such as northlight.example.");
    var object = Optional.ofNullable(objectName).orElse("").strip();
    refuseUnless(
        OBJECT_NAME.matcher(object).matches(),
        "objectName",
        "objectName names the Group Policy object, in 1 to 255 characters.");
    return new Domain(name, object);
  }

  LdapAccess access() {
    return new LdapAccess(
        BLOCK,
        Optional.ofNullable(url).map(List::of).orElse(List.of()),
        startTls,
        caFile,
        account(),
        secret());
  }

  Secret secret() {
    return Optional.ofNullable(password)
        .orElseThrow(() -> fault("password", "password is missing: nobody may write unnamed."));
  }

  String account() {
    return Optional.ofNullable(bindDn)
        .orElseThrow(() -> fault("bindDn", "bindDn is missing: nobody may write unnamed."));
  }

  String host() {
    var host =
        Optional.ofNullable(smbHost)
            .or(() -> Optional.ofNullable(url).flatMap(DomainSettings::hostOf))
            .orElseThrow(
                () -> fault("url", "url is of the form ldaps://host or ldap://host:port."));
    refuseUnless(HOST.matcher(host).matches(), "smbHost", "smbHost is a name or an address.");
    return host;
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost())
          .map(it -> it.replaceAll("[\\[\\]]", ""));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  int port() {
    var port = Optional.ofNullable(smbPort).orElse(445);
    refuseUnless(port >= 1 && port <= 65_535, "smbPort", "smbPort is between 1 and 65535.");
    return port;
  }

  String shareName() {
    var name = Optional.ofNullable(share).orElse("sysvol");
    refuseUnless(
        SHARE.matcher(name).matches(), "share", "share is the name of a share, such as sysvol.");
    return name;
  }

  private static void refuseUnless(boolean condition, String field, String rule) {
    if (!condition) {
      throw fault(field, rule);
    }
  }

  private static Problem fault(String field, String rule) {
    return new Problem(Problem.Code.INVALID_REQUEST, BLOCK + "." + rule, BLOCK + "." + field);
  }
}
