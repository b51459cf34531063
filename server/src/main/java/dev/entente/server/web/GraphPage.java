package dev.entente.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * One page of a collection, in Microsoft Graph's shape.
 *
 * @param context what the entries are; see {@link WebSettings#context}
 * @param nextLink where the next page is; absent on the last one
 */
public record GraphPage<T>(
    @JsonProperty("@odata.context") String context,
    List<T> value,
    @JsonProperty("@odata.nextLink") Optional<String> nextLink) {

  public GraphPage {
    value = List.copyOf(value);
  }

  /** A collection that fits on one page. */
  public static <T> GraphPage<T> whole(String context, List<T> value) {
    return new GraphPage<>(context, value, Optional.empty());
  }
}
