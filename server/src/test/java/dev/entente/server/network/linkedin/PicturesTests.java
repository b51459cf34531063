package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.entente.server.network.Answer;
import dev.entente.server.network.PublicProfile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M25")
class PicturesTests {

  private static final String PATH = "/media/ben";

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final LinkedIn client = linkedIn.client(Product.OPENID, Product.PEOPLE_LOOKUP);

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  private Answer<byte[]> fetch(String url) {
    var profile =
        new PublicProfile(
            "m",
            "Ben",
            Optional.empty(),
            Optional.empty(),
            Optional.of(URI.create(url)),
            Optional.empty());
    return client.picture(TENANT, profile);
  }

  private Answer<byte[]> fetchServed(byte[] file) {
    linkedIn.answer(
        PATH, aResponse().withStatus(200).withHeader("Content-Type", "image/png").withBody(file));
    return fetch(linkedIn.baseUrl() + PATH);
  }

  private BufferedImage drawn(byte[] served) throws IOException {
    var answer = fetchServed(served);
    assertThat(answer).isInstanceOf(Answer.Got.class);
    var bytes = ((Answer.Got<byte[]>) answer).value();
    assertThat(new String(bytes, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] picture(int width, int height, String format) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** A PNG whose header promises more pixels than the file has. */
  private static byte[] pngHeader(int width, int height) {
    var chunk =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    var crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(chunk)
        .putInt((int) crc.getValue())
        .array();
  }

  @Test
  void drawsALargePictureAnewAtFourHundredPixels() throws IOException {
    var drawn = drawn(picture(1_000, 500, "png"));

    assertThat(drawn.getWidth()).isEqualTo(400);
    assertThat(drawn.getHeight()).isEqualTo(200);
    assertThat(new Color(drawn.getRGB(200, 100))).isEqualTo(Color.ORANGE);
  }

  @Test
  void makesAPngOfAJpegAndDoesNotEnlargeASmallOne() throws IOException {
    var drawn = drawn(picture(90, 120, "jpeg"));

    assertThat(drawn.getWidth()).isEqualTo(90);
    assertThat(drawn.getHeight()).isEqualTo(120);
  }

  @Test
  void leavesBehindWhatIsNotPixels() throws IOException {
    var script = "<script>canary()</script>".getBytes(StandardCharsets.US_ASCII);
    var png = picture(20, 20, "png");
    var polyglot = Arrays.copyOf(png, png.length + script.length);
    System.arraycopy(script, 0, polyglot, png.length, script.length);

    var answer = (Answer.Got<byte[]>) fetchServed(polyglot);

    assertThat(new String(answer.value(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<html></html>",
        "GIF89a\u0001\u0000\u0001\u0000",
        "BM",
        ""
      })
  void refusesWhatIsNeitherPngNorJpegWhateverItIsCalled(String file) {
    assertThat(fetchServed(file.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(new Answer.Nothing<byte[]>());
  }

  @Test
  void refusesHugeDimensionsByTheHeaderAlone() {
    PictureFile.redrawn(pngHeader(1, 1)); // What the first picture ever loads is not counted.
    for (var file :
        new byte[][] {pngHeader(50_000, 50_000), pngHeader(8_001, 1), pngHeader(5_000, 5_000)}) {
      var before = allocatedBytes();

      assertThat(PictureFile.redrawn(file)).isEmpty();
      assertThat(allocatedBytes() - before).as("bytes allocated").isLessThan(5_000_000);
    }
    assertThat(fetchServed(pngHeader(50_000, 50_000))).isEqualTo(new Answer.Nothing<byte[]>());
  }

  /** By this thread. The pixels of the smallest of the huge pictures would be 75 million. */
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void survivesDamagedFiles() throws IOException {
    var seed = 20261121L;
    var random = new Random(seed);
    for (var format : new String[] {"png", "jpeg"}) {
      var whole = picture(40, 30, format);
      for (var i = 0; i < 300; i++) {
        var damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (var flips = random.nextInt(8); flips > 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }

        assertThat(PictureFile.redrawn(damaged))
            .as("seed %d, %s no. %d", seed, format, i)
            .satisfiesAnyOf(
                it -> assertThat(it).isEmpty(), it -> assertThat(it.orElseThrow()).isNotEmpty());
      }
    }
  }

  @Test
  void readsNoMoreThanTheLimit() {
    assertThat(fetchServed(new byte[300_000])).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void sendsNoTokenWithThePictureRequest() throws IOException {
    drawn(picture(20, 20, "png"));

    linkedIn.server().verify(getRequestedFor(urlPathEqualTo(PATH)).withoutHeader("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%1$d/canary",
        "http://[::1]:%1$d/canary",
        "http://localhost:1%1$d/canary",
        "http://localhost/canary",
        "https://localhost:%1$d/canary",
        "http://localhost.attacker.test:%1$d/canary",
        "http://localhost:%1$d@attacker.test/canary",
        "http://someone@localhost:%1$d/canary",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "jar:file:///a.jar!/b",
        "ftp://localhost:%1$d/canary",
        "data:image/png;base64,AAAA",
        "canary"
      })
  void fetchesFromTheConfiguredOriginsOnly(String url) {
    assertThat(fetch(url.formatted(linkedIn.baseUrl().getPort())))
        .isEqualTo(new Answer.Nothing<byte[]>());
    assertThat(linkedIn.server().getAllServeEvents()).isEmpty();
  }

  @Test
  void followsNoRedirectEvenToItself() {
    linkedIn.answer(
        PATH, aResponse().withStatus(302).withHeader("Location", linkedIn.baseUrl() + "/canary"));

    assertThat(fetch(linkedIn.baseUrl() + PATH)).isInstanceOf(Answer.Unreachable.class);
    assertThat(linkedIn.requests("/canary")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void showsNothingForAPictureThatIsRefused(int status) {
    linkedIn.answer(PATH, aResponse().withStatus(status));

    assertThat(fetch(linkedIn.baseUrl() + PATH))
        .isNotInstanceOf(Answer.TokenEnded.class)
        .isNotInstanceOf(Answer.Got.class);
  }
}
