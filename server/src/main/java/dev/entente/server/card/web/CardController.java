package dev.entente.server.card.web;

import dev.entente.server.card.Cards;
import dev.entente.server.directory.Directory;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The card in the API. Nothing of it may be kept by whoever carries it (mission row M25). */
@RestController
@RequestMapping("/v1.0/users/{id}")
@Tag(name = "Profile card")
class CardController {

  private final Cards cards;
  private final Directory directory;

  CardController(Cards cards, Directory directory) {
    this.cards = cards;
    this.directory = directory;
  }

  @Operation(
      summary = "A person's profile card, as the caller may see it",
      description =
          "The work profile and, unless the setting is No or unavailable, the LinkedIn part.")
  @GetMapping(path = "/card", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<CardResource> show(
      @PathVariable UserId id,
      @Parameter(description = "false: leave the LinkedIn part unopened and ask LinkedIn nothing")
          @RequestParam(defaultValue = "true")
          boolean opened,
      SignedIn viewer) {
    return unkept(MediaType.APPLICATION_JSON).body(CardResource.of(cards, viewer, id, opened));
  }

  @Operation(summary = "The LinkedIn picture of the member on the card, as PNG")
  @GetMapping(path = "/card/picture", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> picture(@PathVariable UserId id, SignedIn viewer) {
    return cards
        .picture(viewer.tenant(), viewer.user(), id)
        .map(it -> unkept(MediaType.IMAGE_PNG).body(it))
        .orElseThrow(() -> noSuch("picture on this card"));
  }

  @Operation(summary = "A person's work photo")
  @GetMapping("/photo/$value")
  ResponseEntity<byte[]> photo(@PathVariable UserId id, SignedIn viewer) {
    return directory
        .photo(viewer.tenant(), id)
        .map(it -> unkept(MediaType.parseMediaType(it.mediaType())).body(it.bytes()))
        .orElseThrow(() -> noSuch("work photo of this user"));
  }

  private static ResponseEntity.BodyBuilder unkept(MediaType type) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).contentType(type);
  }

  private static Problem noSuch(String what) {
    return new Problem(Problem.Code.NOT_FOUND, "There is no " + what + ".");
  }
}
