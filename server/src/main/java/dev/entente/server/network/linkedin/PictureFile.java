package dev.entente.server.network.linkedin;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture file from elsewhere. PNG and JPEG are told by their first bytes, measured before they
 * are decoded, and drawn onto a new image: what is not pixels (scripts, metadata, a second file
 * behind the first) stays behind. In memory only: nothing of a member is written to disk.
 */
final class PictureFile {

  private static final int MAX_SIDE = 400;
  private static final int MAX_SOURCE_SIDE = 8_000;
  private static final long MAX_SOURCE_PIXELS = 16_000_000;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private PictureFile() {}

  /** A PNG of at most 400 pixels a side; empty when the file is not a picture we draw. */
  static Optional<byte[]> redrawn(byte[] file) {
    try {
      var format = format(file);
      return format.isEmpty() ? Optional.empty() : redrawn(file, format.get());
    } catch (IOException | RuntimeException _) {
      // The JDK's decoders answer malformed files with either.
      return Optional.empty();
    }
  }

  private static Optional<String> format(byte[] file) {
    if (startsWith(file, PNG)) {
      return Optional.of("png");
    }
    return startsWith(file, JPEG) ? Optional.of("jpeg") : Optional.empty();
  }

  private static Optional<byte[]> redrawn(byte[] file, String format) throws IOException {
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      return isModest(reader) ? Optional.of(png(scaled(reader.read(0)))) : Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  /** By the header alone, before memory is taken for the pixels. */
  private static boolean isModest(ImageReader reader) throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    return width > 0
        && height > 0
        && width <= MAX_SOURCE_SIDE
        && height <= MAX_SOURCE_SIDE
        && (long) width * height <= MAX_SOURCE_PIXELS;
  }

  private static BufferedImage scaled(BufferedImage source) {
    var factor = Math.min(1.0, (double) MAX_SIDE / Math.max(source.getWidth(), source.getHeight()));
    var width = Math.max(1, (int) Math.round(source.getWidth() * factor));
    var height = Math.max(1, (int) Math.round(source.getHeight() * factor));
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(source, 0, 0, width, height, null);
    graphics.dispose();
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", output);
    }
    return bytes.toByteArray();
  }

  private static boolean startsWith(byte[] file, byte[] signature) {
    return file.length > signature.length
        && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
  }
}
