package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/**
 * Whatever a client sends as a filter or path is a condition in SQL without a word of the client's,
 * or a refusal in SCIM's words. For a minute with {@code bin/test --long}, else the seeds only.
 */
@Tag("M76")
class FilterFuzzTests {

  private static final String MARKER = "zqx";
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  // Nobody is asked while a filter is parsed.
  @SuppressWarnings("NullAway")
  private static final ResourceType USERS =
      new ScimConfiguration()
          .scimEndpoint(
              new UserHandler(null, null, null, null), new GroupHandler(null, null, null, null))
          .getResourceTypeByName("User")
          .map(ResourceType.class::cast)
          .orElseThrow();

  @FuzzTest(maxDuration = "60s")
  void aFilterIsAConditionOrARefusal(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    refusedOrConditionOf(text);
    refusedOrConditionOf(QUOTED.matcher(text).replaceAll("\"" + MARKER + "$1\""));
  }

  private static void refusedOrConditionOf(String text) {
    try {
      var condition = Filters.ofUsers(RequestUtils.parseFilter(USERS, FilterText.encoded(text)));
      assertThat(condition.sql())
          .matches("[\\p{Alnum}\\s_.,:()'=<>]*")
          .doesNotContain("--", ";", MARKER);
    } catch (ScimException refused) {
      assertThat(refused.getStatus()).isEqualTo(400);
    }
  }

  @FuzzTest(maxDuration = "60s")
  void aPathIsAnAttributeOrARefusal(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      var path = RequestUtils.parsePatchPath(USERS, FilterText.path(text));
      assertThat(path == null).isEqualTo(text.isBlank());
    } catch (ScimException refused) {
      assertThat(refused.getStatus()).isEqualTo(400);
    }
  }
}
