package dev.entente.server.web;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Other origins that a form of ours may lead to, declared as a bean by the module that sends people
 * there. Chromium holds {@code form-action} against every redirect that follows a form.
 */
public record FormTargets(List<URI> uris) {

  public FormTargets {
    uris = List.copyOf(uris);
  }

  Stream<String> origins() {
    return uris.stream().map(FormTargets::origin);
  }

  private static String origin(URI uri) {
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
