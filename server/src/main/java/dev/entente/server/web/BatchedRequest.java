package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * A request out of a batch. Who asks, and from where, is what the batch says; everything else is
 * its own.
 */
final class BatchedRequest extends HttpServletRequestWrapper {

  private static final String ROOT = "/v1.0/";

  private final String method;
  private final String path;
  private final String query;
  private final Map<String, String[]> parameters;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final byte[] body;

  /**
   * @param url relative to {@code /v1.0}; in its query, what is not percent-encoded stands for
   *     itself, a plus too
   */
  BatchedRequest(
      HttpServletRequest batch,
      String method,
      String url,
      Map<String, String> headers,
      byte[] body) {
    super(batch);
    var question = url.indexOf('?');
    this.method = method;
    this.path = path(question < 0 ? url : url.substring(0, question));
    this.query = question < 0 ? "" : url.substring(question + 1);
    this.parameters = parameters(query);
    this.headers.putAll(headers);
    this.body = body.clone();
    RequestId.clients(batch).ifPresent(it -> this.headers.putIfAbsent(RequestId.CLIENTS, it));
    attributes.put(RequestId.OURS, RequestId.of(batch));
  }

  boolean isFor(String decodedPath) {
    return UriUtils.decode(path, StandardCharsets.UTF_8).equals(decodedPath);
  }

  private static String path(String url) {
    var relative = url.startsWith("/") ? url.substring(1) : url;
    var segments = relative.split("/", -1);
    // What follows a semicolon is no part of the path that Spring routes by.
    if (relative.contains(":/")
        || relative.contains("\\")
        || relative.contains(";")
        || Arrays.asList(segments).contains("")) {
      throw fault();
    }
    for (var segment : segments) {
      if (decoded(segment).equals(".") || decoded(segment).equals("..")) {
        throw fault();
      }
    }
    return ROOT + relative;
  }

  private static Map<String, String[]> parameters(String query) {
    var parameters = new LinkedHashMap<String, String[]>();
    Stream.of(query.split("&"))
        .filter(it -> !it.isEmpty())
        .forEach(
            it -> {
              var equals = it.indexOf('=');
              var name = decoded(equals < 0 ? it : it.substring(0, equals));
              var value = equals < 0 ? "" : decoded(it.substring(equals + 1));
              parameters.merge(
                  name,
                  new String[] {value},
                  (before, more) ->
                      Stream.of(before, more).flatMap(Stream::of).toArray(String[]::new));
            });
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return UriUtils.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw fault();
    }
  }

  private static Problem fault() {
    return new Problem(
        Problem.Code.INVALID_REQUEST, "url is relative to /v1.0, such as /users?$top=5.", "url");
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(getScheme() + "://" + getServerName() + ":" + getServerPort() + path);
  }

  @Override
  public String getServletPath() {
    return UriUtils.decode(path, StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return query.isEmpty() ? null : query;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isAsyncSupported() {
    return false;
  }

  @Override
  public @Nullable String getParameter(String name) {
    var values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return parameters.get(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    var value = headers.get(name);
    return Collections.enumeration(value == null ? List.of() : List.of(value));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(headers.keySet());
  }

  @Override
  public @Nullable String getContentType() {
    return headers.get(HttpHeaders.CONTENT_TYPE);
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Body(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    attributes.remove(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(List.copyOf(attributes.keySet()));
  }

  private static final class Body extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Body(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("A batch is carried out synchronously.");
    }
  }
}
