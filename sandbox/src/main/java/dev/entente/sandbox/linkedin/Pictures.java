package dev.entente.sandbox.linkedin;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Members' pictures, which an export archive does not hold: initials on a colour of their own. */
@Component
class Pictures {

  private static final int SIDE = 200;

  byte[] of(Member member) {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(colour(member.handle()));
      graphics.fillRect(0, 0, SIDE, SIDE);
      graphics.setColor(Color.WHITE);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 84));
      var initials = initial(member.firstName()) + initial(member.lastName());
      var metrics = graphics.getFontMetrics();
      graphics.drawString(
          initials,
          (SIDE - metrics.stringWidth(initials)) / 2,
          (SIDE - metrics.getHeight()) / 2 + metrics.getAscent());
    } finally {
      graphics.dispose();
    }
    return png(image);
  }

  private static Color colour(String handle) {
    return Color.getHSBColor(Math.floorMod(handle.hashCode(), 360) / 360f, 0.55f, 0.55f);
  }

  private static String initial(String name) {
    return name.isEmpty() ? "" : name.substring(0, 1);
  }

  private static byte[] png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
