package dev.entente.server.directory.ldap;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Active Directory writes ids and names. */
final class ActiveDirectoryNames {

  /** MS-ADTS §3.1.1.3.4.1.5: names come with their ids, {@code <GUID=…>;<SID=…>;CN=…}. */
  private static final String EXTENDED_DN = "1.2.840.113556.1.4.529";

  private static final Pattern GUID =
      Pattern.compile("^<GUID=(\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12})>");
  private static final Pattern PREFIX = Pattern.compile("^(<(GUID|SID)=[^>]*>;)+");

  private ActiveDirectoryNames() {}

  /** Asks for names with GUIDs in their text form. */
  static Control extended() {
    return new Control(
        EXTENDED_DN, true, new ASN1OctetString(new ASN1Sequence(new ASN1Integer(1)).encode()));
  }

  /** MS-DTYP §2.3.4.2: the first three fields are little-endian, the rest is not. */
  static Optional<UUID> guid(byte[] bytes) {
    if (bytes.length != 16) {
      return Optional.empty();
    }
    var fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var first = Integer.toUnsignedLong(fields.getInt());
    var second = Short.toUnsignedLong(fields.getShort());
    var third = Short.toUnsignedLong(fields.getShort());
    return Optional.of(
        new UUID(first << 32 | second << 16 | third, fields.order(ByteOrder.BIG_ENDIAN).getLong()));
  }

  static Optional<UUID> id(Entry entry) {
    return Optional.ofNullable(entry.getAttributeValueBytes("objectGUID"))
        .flatMap(ActiveDirectoryNames::guid);
  }

  /** The id in an extended name. */
  static Optional<UUID> guid(String name) {
    return Optional.of(GUID.matcher(name))
        .filter(Matcher::find)
        .map(it -> UUID.fromString(it.group(1)));
  }

  /** A base that finds an entry wherever it has moved to. */
  static String base(UUID id) {
    return "<GUID=%s>".formatted(id);
  }

  /** As people write it. */
  static String plain(String name) {
    return PREFIX.matcher(name).replaceFirst("");
  }
}
