package dev.entente.journeys;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A journey has a product of its own and as many browsers as it has people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {

  private final List<Visitor> visitors = new ArrayList<>();
  private Product product;
  private Browsers browsers;

  @BeforeAll
  void open() {
    product = startProduct();
    browsers = new Browsers();
  }

  @AfterEach
  void leave() {
    visitors.forEach(Visitor::close);
    visitors.clear();
  }

  @AfterAll
  void close() {
    browsers.close();
    product.close();
  }

  Product startProduct() {
    return Product.start();
  }

  Product product() {
    return product;
  }

  Browsers browsers() {
    return browsers;
  }

  Visitor visitor() {
    var visitor = browsers.visitor(product, browserOptions());
    visitors.add(visitor);
    return visitor;
  }

  Browser.NewContextOptions browserOptions() {
    return new Browser.NewContextOptions();
  }

  Visitor signedIn(String userPrincipalName) {
    return visitor().signIn(userPrincipalName);
  }
}
