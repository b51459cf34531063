package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Policies as Microsoft Graph takes and gives them. */
final class Json {

  private static final int MOST_BYTES = 1_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The elements of a list of the object that the file is. */
  static List<JsonNode> list(String file, byte[] content, String property, String mend) {
    if (content.length > MOST_BYTES) {
      throw new InvalidInput(
          "the file has " + content.length + " bytes, and " + MOST_BYTES + " is the most.",
          new InFile(file),
          "Export this one policy only.");
    }
    var list = tree(file, Text.read(file, content)).path(property);
    if (!list.isArray()) {
      throw new InvalidInput("there is no list “" + property + "”.", new InFile(file), mend);
    }
    return List.copyOf(list.values());
  }

  private static JsonNode tree(String file, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException broken) {
      var at = broken.getLocation();
      throw new InvalidInput(
          "this is no JSON: " + broken.getOriginalMessage().lines().findFirst().orElse("") + ".",
          at == null
              ? new InFile(file)
              : new AtLine(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
          "Export the policy again, as JSON.");
    }
  }

  /** A text that was read; empty for anything else. */
  static String string(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  /** A text in quotation marks. */
  static String text(String text) {
    return MAPPER.writeValueAsString(text);
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The name of a policy of Intune, as given. */
  static String checkedName(String name) {
    if (name.isBlank() || name.length() > 200) {
      throw new InvalidInput(
          "the name of the policy is empty or longer than 200 characters.",
          new InFile("policy"),
          "Give it a name by which administrators know it.");
    }
    return name;
  }
}
