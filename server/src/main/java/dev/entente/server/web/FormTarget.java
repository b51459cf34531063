package dev.entente.server.web;

import java.net.URI;

/**
 * Another origin that a form of ours may lead to, declared as a bean by the module that sends
 * people there. Chromium holds {@code form-action} against every redirect that follows a form.
 */
public record FormTarget(URI uri) {

  String origin() {
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
