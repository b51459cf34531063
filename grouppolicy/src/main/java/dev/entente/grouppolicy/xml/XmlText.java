package dev.entente.grouppolicy.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The characters of an XML file: what encoding it is in, and where its lines are. */
final class XmlText {

  // XML 1.0 §4.3.3; templates in the wild are UTF-8 or UTF-16, old ones in a Western code page.
  private static final Map<String, Charset> ENCODINGS =
      Map.of(
          "utf-8", UTF_8,
          "utf8", UTF_8,
          "us-ascii", US_ASCII,
          "iso-8859-1", ISO_8859_1,
          "windows-1252", Charset.forName("windows-1252"));

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]{0,100}?encoding\\s{0,9}=\\s{0,9}[\"']([^\"'>]{1,40})[\"']");

  private XmlText() {}

  /** The characters with line ends as {@code \n} (XML 1.0 §2.11) and without byte order mark. */
  static String decode(String file, byte[] content) {
    if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
      return decode(file, content, 2, UTF_16LE);
    }
    if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
      return decode(file, content, 2, UTF_16BE);
    }
    if (content.length >= 3
        && content[0] == (byte) 0xEF
        && content[1] == (byte) 0xBB
        && content[2] == (byte) 0xBF) {
      return decode(file, content, 3, UTF_8);
    }
    // XML 1.0 appendix F.1: without a mark, where the first bracket has its zero.
    if (content.length >= 2 && content[0] == '<' && content[1] == 0) {
      return decode(file, content, 0, UTF_16LE);
    }
    if (content.length >= 2 && content[0] == 0 && content[1] == '<') {
      return decode(file, content, 0, UTF_16BE);
    }
    return decode(file, content, 0, declared(file, content));
  }

  private static Charset declared(String file, byte[] content) {
    var matcher =
        DECLARED.matcher(new String(content, 0, Math.min(content.length, 200), ISO_8859_1));
    if (!matcher.find()) {
      return UTF_8;
    }
    var charset = ENCODINGS.get(matcher.group(1).toLowerCase(Locale.ROOT));
    if (charset == null) {
      throw new InvalidInput(
          "The file says that it is in "
              + oneLine(matcher.group(1))
              + ", which it is not or is not read.",
          new InFile(file),
          "Save it as UTF-8 or UTF-16 with a byte order mark.");
    }
    return charset;
  }

  private static String decode(String file, byte[] content, int from, Charset charset) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.wrap(content, from, content.length - from).slice();
    var chars = CharBuffer.allocate(bytes.remaining());
    var result = decoder.decode(bytes, chars, true);
    if (result.isError()) {
      throw new InvalidInput(
          "The file is not valid " + charset + ".",
          new AtByte(file, from + (long) bytes.position()),
          "Save it as UTF-8 or UTF-16 with a byte order mark.");
    }
    return chars.flip().toString().replace("\r\n", "\n").replace('\r', '\n');
  }

  /** What a file is quoted with breaks no line of a message and is not long. */
  static String oneLine(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
