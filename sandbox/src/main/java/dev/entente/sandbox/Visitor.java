package dev.entente.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * Somebody in front of the sandbox's pages, for tests without a browser: keeps cookies, follows
 * redirects inside the sandbox, presses buttons by their id.
 */
public final class Visitor {

  private static final Pattern BUTTON = Pattern.compile("<button\\b[^>]*>");
  private static final Pattern HIDDEN = Pattern.compile("<input\\b[^>]*type=\"hidden\"[^>]*>");
  private static final int MOST_REDIRECTS = 10;

  private final URI sandbox;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Visitor(String baseUrl) {
    this.sandbox = URI.create(baseUrl + "/");
  }

  /**
   * Where the visitor is.
   *
   * @param status 0 when it is not the sandbox's: such a page is not fetched
   */
  public record Page(URI address, int status, String html) {

    /** A parameter of the address, as the app that it leads to would read it. */
    public Optional<String> parameter(String name) {
      return Pattern.compile("[?&]" + Pattern.quote(name) + "=([^&]*)")
          .matcher(address.toString())
          .results()
          .map(it -> URLDecoder.decode(it.group(1), StandardCharsets.UTF_8))
          .findFirst();
    }

    /** The value of a hidden field. */
    public String hidden(String name) {
      return HIDDEN
          .matcher(html)
          .results()
          .map(MatchResult::group)
          .filter(it -> attribute(it, "name").equals(Optional.of(name)))
          .flatMap(it -> attribute(it, "value").stream())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No field " + name + " on\n" + html));
    }
  }

  public Page open(String path) {
    return open(sandbox.resolve(path));
  }

  public Page open(URI address) {
    return follow(address, HttpRequest.newBuilder(address).header("Accept", "text/html"));
  }

  /** One button after another, until the address is not the sandbox's. */
  public Page press(Page page, String... buttons) {
    var at = page;
    for (var button : buttons) {
      if (isOurs(at.address())) {
        at = pressOne(at, button);
      }
    }
    return at;
  }

  private Page pressOne(Page page, String id) {
    var button =
        BUTTON
            .matcher(page.html())
            .results()
            .filter(it -> it.group().contains("id=\"" + id + "\""))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("No button #" + id + " on\n" + page.html()));
    var begin = page.html().lastIndexOf("<form", button.start());
    var form = page.html().substring(begin, page.html().indexOf("</form>", begin));
    var fields = new ArrayList<String>();
    HIDDEN.matcher(form).results().forEach(it -> fields.add(field(it.group())));
    if (attribute(button.group(), "name").isPresent()) {
      fields.add(field(button.group()));
    }
    return post(
        attribute(form, "action").map(page.address()::resolve).orElse(page.address()),
        String.join("&", fields));
  }

  /** Sends a form as it is, which no page may offer. */
  public Page post(String path, String form) {
    return post(sandbox.resolve(path), form);
  }

  private Page post(URI address, String form) {
    return follow(
        address,
        HttpRequest.newBuilder(address)
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private Page follow(URI address, HttpRequest.Builder request) {
    var response = send(request);
    var at = address;
    for (var redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
      var location = response.headers().firstValue("Location");
      if (location.isEmpty()) {
        return new Page(at, response.statusCode(), response.body());
      }
      at = at.resolve(location.get());
      if (!isOurs(at)) {
        return new Page(at, 0, "");
      }
      response = send(HttpRequest.newBuilder(at).header("Accept", "text/html"));
    }
    throw new IllegalStateException("Too many redirects, the last to " + at);
  }

  private boolean isOurs(URI address) {
    return sandbox.getAuthority().equals(address.getAuthority());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String field(String tag) {
    return encoded(attribute(tag, "name").orElse(""))
        + "="
        + encoded(attribute(tag, "value").orElse(""));
  }

  private static Optional<String> attribute(String html, String name) {
    return Pattern.compile("\\b" + name + "=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .map(it -> HtmlUtils.htmlUnescape(it.group(1)))
        .findFirst();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
