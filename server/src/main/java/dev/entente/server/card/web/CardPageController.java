package dev.entente.server.card.web;

import dev.entente.server.card.Cards;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The card as a piece of HTML, for pages of this server. */
@Controller
class CardPageController {

  private final Cards cards;

  CardPageController(Cards cards) {
    this.cards = cards;
  }

  @GetMapping("/card/users/{id}")
  String show(
      @PathVariable UserId id,
      @RequestParam(defaultValue = "true") boolean opened,
      SignedIn viewer,
      Model model,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    model.addAttribute("card", CardResource.of(cards, viewer, id, opened));
    model.addAttribute("returnTo", "/account/connections");
    return "card/card :: card";
  }
}
