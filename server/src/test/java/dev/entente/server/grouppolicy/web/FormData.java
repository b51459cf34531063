package dev.entente.server.grouppolicy.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of multipart/form-data (RFC 7578), as a browser or curl sends it. */
public final class FormData {

  public static final String TYPE = "multipart/form-data; boundary=the-boundary";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public FormData field(String name, String value) {
    return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
  }

  FormData file(String name, String fileName, byte[] content) {
    return part("name=\"%s\"; filename=\"%s\"".formatted(name, fileName), content);
  }

  private FormData part(String disposition, byte[] content) {
    text("--the-boundary\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    body.writeBytes(content);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] toBytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes("--the-boundary--\r\n".getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }
}
