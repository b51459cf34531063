package dev.entente.server.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** An answer that becomes part of a batch's: kept here, and nothing of it sent by itself. */
final class BatchedResponse extends HttpServletResponseWrapper {

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(bytes, false, StandardCharsets.UTF_8);
  private int status = SC_OK;

  BatchedResponse(HttpServletResponse batch) {
    super(batch);
  }

  byte[] bytes() {
    writer.flush();
    return bytes.toByteArray();
  }

  Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  @Override
  public void setStatus(int code) {
    status = code;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void sendError(int code) {
    status = code;
  }

  @Override
  public void sendError(int code, String message) {
    status = code;
  }

  @Override
  public void sendRedirect(String location, int code, boolean clearBuffer) {
    status = code;
    headers.put(HttpHeaders.LOCATION, location);
  }

  @Override
  public void addCookie(Cookie cookie) {
    throw new IllegalStateException("What is asked in a batch sets no cookies.");
  }

  @Override
  public boolean containsHeader(String name) {
    return headers.containsKey(name);
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    headers.merge(name, value, (before, more) -> before + ", " + more);
  }

  @Override
  public void setIntHeader(String name, int value) {
    setHeader(name, String.valueOf(value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    addHeader(name, String.valueOf(value));
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Collection<String> getHeaders(String name) {
    var value = headers.get(name);
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public Collection<String> getHeaderNames() {
    return headers.keySet();
  }

  @Override
  public void setContentType(@Nullable String type) {
    setHeader(HttpHeaders.CONTENT_TYPE, type);
  }

  @Override
  public @Nullable String getContentType() {
    return headers.get(HttpHeaders.CONTENT_TYPE);
  }

  @Override
  public void setCharacterEncoding(String encoding) {
    // Always UTF-8, like JSON.
  }

  @Override
  public void setCharacterEncoding(Charset encoding) {
    // Always UTF-8, like JSON.
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public void setContentLength(int length) {
    // The batch has a length, its parts do not.
  }

  @Override
  public void setContentLengthLong(long length) {
    // The batch has a length, its parts do not.
  }

  @Override
  public void setLocale(Locale locale) {
    // The batch's.
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Body(bytes);
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void flushBuffer() {
    // Goes out with the batch.
  }

  @Override
  public void reset() {
    headers.clear();
    status = SC_OK;
    resetBuffer();
  }

  @Override
  public void resetBuffer() {
    writer.flush();
    bytes.reset();
  }

  private static final class Body extends ServletOutputStream {

    private final ByteArrayOutputStream bytes;

    Body(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int character) {
      bytes.write(character);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("A batch is carried out synchronously.");
    }
  }
}
