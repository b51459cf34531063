package dev.entente.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Debian's Chromium, driven by Playwright. */
public final class Browsers implements AutoCloseable {

  /** A background request that a closed network refuses would otherwise be made many at a time. */
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser chromium;

  public Browsers() {
    // Playwright would download browsers of its own; Debian's is the one we drive.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(QUIET)
                    .setHeadless(true));
  }

  /** A browser of one's own: no cookie is shared with anyone. */
  public Visitor visitor(Product product) {
    return visitor(product, new Browser.NewContextOptions());
  }

  public Visitor visitor(Product product, Browser.NewContextOptions options) {
    return new Visitor(product, chromium.newContext(options));
  }

  private static Path executable() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("Chromium is missing; bin/test says how to install it."));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
