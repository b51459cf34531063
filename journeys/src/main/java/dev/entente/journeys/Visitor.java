package dev.entente.journeys;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** One person at a browser of their own, doing what a person does. */
public final class Visitor implements AutoCloseable {

  private final Product product;
  private final BrowserContext context;
  private final Page page;

  Visitor(Product product, BrowserContext context) {
    this.product = product;
    this.context = context;
    context.setDefaultTimeout(20_000);
    this.page = context.newPage();
  }

  public Page page() {
    return page;
  }

  /** Opens a path of the server. */
  public Visitor open(String path) {
    page.navigate(product.server() + path);
    return this;
  }

  public Visitor signIn(String userPrincipalName) {
    open("/");
    page.fill("#email", userPrincipalName);
    page.click("#continue");
    page.click("#person-" + localPart(userPrincipalName));
    page.waitForURL(product.server() + "/**");
    return this;
  }

  /** Signs a command line in: opens the page that it names and agrees. */
  public void approveDevice(String address, String userPrincipalName) {
    page.navigate(address);
    page.click("#person-" + localPart(userPrincipalName));
    page.click("#allow");
    page.waitForURL("**/device/done");
  }

  /** Saves the setting: {@code yes} or {@code no}. */
  public String saveSetting(String value) {
    open("/admin/users/settings");
    page.check("#setting-" + value);
    page.click("#save");
    return page.textContent("#status").strip();
  }

  public String selectGroup(String name) {
    open("/admin/users/settings");
    page.fill("#group-search", name);
    page.click("#group-search-button");
    page.getByLabel(name, new Page.GetByLabelOptions().setExact(true)).check();
    page.check("#setting-selectedGroup");
    page.click("#save");
    return page.textContent("#status").strip();
  }

  /** The saved value, as the page shows it. */
  public String setting() {
    open("/admin/users/settings");
    return page.locator("input[name=setting]:checked").getAttribute("value");
  }

  /**
   * Connects as the LinkedIn member, from the account page to the result page.
   *
   * @param option {@code both} or {@code inbound}
   * @return the outcome's code
   */
  public String connect(String option, String member) {
    choose(option);
    clickIfAsked("#member-" + member);
    clickIfAsked("#allow");
    return outcome();
  }

  /** Up to LinkedIn's sign-in page. */
  public void startConnecting(String option) {
    choose(option);
    page.waitForURL(product.sandbox() + "/**");
  }

  private void choose(String option) {
    open("/account/connections");
    page.check("#option-" + option);
    leaveBy("#connect");
  }

  /** LinkedIn does not ask again whom it knows and what was accepted. */
  private void clickIfAsked(String selector) {
    if (page.locator(selector).count() > 0) {
      leaveBy(selector);
    }
  }

  /** A click returns before its page goes; what is asked next is meant for the page after it. */
  private void leaveBy(String selector) {
    page.evaluate("document.documentElement.dataset.left = 'true'");
    page.click(selector);
    page.locator("html:not([data-left])")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    page.waitForLoadState();
  }

  /** The code of the page that a connecting person comes back to. */
  public String outcome() {
    return page.locator("h1[data-outcome]").getAttribute("data-outcome");
  }

  public void disconnect() {
    open("/account/connections");
    page.click("#disconnect");
    page.click("#confirm-disconnect");
    page.waitForURL(product.server() + "/account/connections?disconnected");
  }

  /** What the account page says of the connection: its {@code data-state}. */
  public String connectionState() {
    open("/account/connections");
    return page.locator("#connection-state").getAttribute("data-state");
  }

  /**
   * Opens a colleague's card on the host page, LinkedIn part included, and waits until it is there.
   */
  public Card openCard(String localPart) {
    open("/host");
    page.click("#person-" + localPart);
    var card = page.locator("entente-person-card");
    card.locator("[part=work]").waitFor();
    return new Card(card);
  }

  /** The card as it stands on the page; locators reach into its open shadow root. */
  public record Card(Locator element) {

    public String workProfile() {
      return element.locator("[part=work]").innerText();
    }

    /** Whether there is a LinkedIn part at all, opened or not. */
    public boolean hasLinkedIn() {
      return element.locator("[part=linkedin-toggle]").count() > 0;
    }

    /** Opens the LinkedIn part and says in which state it is. */
    public String linkedInState() {
      element.locator("[part=linkedin-toggle]").click();
      var part = element.locator("[part=linkedin]");
      part.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
      return part.getAttribute("data-state");
    }

    public String linkedInText() {
      return element.locator("[part=linkedin]").innerText();
    }
  }

  private static String localPart(String userPrincipalName) {
    return userPrincipalName.substring(0, userPrincipalName.indexOf('@'));
  }

  @Override
  public void close() {
    context.close();
  }
}
