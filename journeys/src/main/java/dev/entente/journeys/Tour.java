package dev.entente.journeys;

import java.io.PrintStream;
import java.util.List;

/**
 * The main job from end to end, for whoever wants to see it done: {@code bin/demo --tour}. Prints
 * every step with what was seen and exits 0 only if each held.
 */
public final class Tour {

  private final PrintStream out;
  private int step;
  private int failed;

  private Tour(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    var tour = new Tour(System.out);
    tour.go();
    tour.out.printf("%n%d passed, %d failed%n", tour.step - tour.failed, tour.failed);
    System.exit(tour.failed == 0 ? 0 : 1);
  }

  private void go() {
    out.println("Starting PostgreSQL, the LinkedIn sandbox and the server …");
    try (var product = Product.start();
        var browsers = new Browsers()) {
      organisation(product, browsers);
      defaults(product, browsers);
    }
  }

  private void organisation(Product product, Browsers browsers) {
    try (var ada = browsers.visitor(product);
        var ben = browsers.visitor(product)) {
      ada.signIn("ada@northlight.example");
      saw("Ada signs in at her own organisation", ada.page().title(), "Entente");
      saw("the setting of Northlight is on by default", ada.setting(), "yes");

      ben.signIn("ben@northlight.example");
      var before = ben.openCard("chloe");
      saw("Ben opens Chloé's card in mail", before.workProfile(), "Regional Sales Lead");
      saw("its LinkedIn part asks him to connect", before.linkedInState(), "invitation");

      saw("Ben connects, both directions", ben.connect("both", "ben"), "connected");
      saw("his account page says so", ben.connectionState(), "connected-both");
      var full = ben.openCard("chloe");
      saw("Chloé's card now has full information", full.linkedInState(), "full");
      saw("with what the two have in common", full.linkedInText(), "In common");

      ben.disconnect();
      saw("Ben disconnects; it ends at once", ben.connectionState(), "none");
      saw("and her card asks him again", ben.openCard("chloe").linkedInState(), "invitation");

      saw("Ben connects again, LinkedIn to work only", ben.connect("inbound", "ben"), "connected");
      saw("his account page says so", ben.connectionState(), "connected-inbound");

      saw("Ada chooses No and saves", ada.saveSetting("no"), "Saved");
      saw("Ben's next card has no LinkedIn part", !ben.openCard("chloe").hasLinkedIn());
      saw("his connection has ended", ben.connectionState(), "none");

      saw("Ada chooses Yes again", ada.saveSetting("yes"), "Saved");
      saw(
          "nothing is revived: Ben is asked anew",
          ben.openCard("chloe").linkedInState(),
          "invitation");
    }
  }

  private void defaults(Product product, Browsers browsers) {
    for (var it :
        List.of(
            new Default("Germany", "rosa@rheinwerk.example"),
            new Default("France", "luc@lumiere.example"))) {
      try (var visitor = browsers.visitor(product)) {
        saw(it.where + ": off by default", visitor.signIn(it.administrator).setting(), "no");
      }
    }
    for (var it :
        List.of(
            new Default("US Government", "carol@capitol.example"),
            new Default("not rolled out yet", "tara@tundra.example"))) {
      try (var visitor = browsers.visitor(product)) {
        visitor.signIn(it.administrator).open("/admin/users/settings");
        saw(it.where + ": no control to save", visitor.page().locator("#save").count() == 0);
        saw("and the page says why", visitor.page().textContent("#availability"), "not available");
      }
    }
  }

  private record Default(String where, String administrator) {}

  private void saw(String expectation, String seen, String wanted) {
    report(expectation, seen.contains(wanted), seen);
  }

  private void saw(String expectation, boolean held) {
    report(expectation, held, held ? "so it is" : "it is not so");
  }

  private void report(String expectation, boolean held, String seen) {
    step++;
    if (!held) {
      failed++;
    }
    var oneLine = seen.strip().replaceAll("\\s+", " ");
    var shown = oneLine.length() > 70 ? oneLine.substring(0, 69) + "…" : oneLine;
    out.printf("%s %2d  %s  [%s]%n", held ? "ok  " : "FAIL", step, expectation, shown);
  }
}
