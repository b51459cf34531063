package dev.entente.server.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.List;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Bad input is told by field and rule; what breaks here is told by nothing but a request id. */
class FailureTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Controller())
          .setControllerAdvice(new Errors(JSON, Clock.systemUTC()))
          .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
          .setConversionService(conversions())
          .build();

  enum Value {
    YES,
    NO
  }

  record Group(String name, @Nullable Integer size) {}

  record Change(Value value, List<Group> groups) {}

  @RestController
  static class Controller {

    @PostMapping("/v1.0/change")
    Change change(@RequestBody Change change) {
      return change;
    }

    @GetMapping("/v1.0/users/{id}")
    String user(@PathVariable UserId id, @RequestParam int top) {
      throw new Problem(Problem.Code.NOT_FOUND, "There is no such person.", id + "?" + top);
    }

    @GetMapping("/v1.0/broken")
    String broken() {
      throw new IllegalStateException("password=hunter2");
    }

    @GetMapping("/v1.0/withoutDatabase")
    String withoutDatabase() {
      throw new CannotCreateTransactionException("jdbc:postgresql://secret.internal");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"value\":\"YES\",\"colour\":1}      | colour         | colour: there is no such property.",
        "{\"value\":\"MAYBE\"}                 | value          | value: must be one of YES, NO.",
        "{\"groups\":[{\"size\":\"many\"}]}    | groups[0].size | groups[0].size: must be a number.",
        "{\"groups\":[{\"nam\":\"x\"}]}        | groups[0].nam  | groups[0].nam: there is no such property.",
        "{\"groups\":3}                        | groups         | groups: has the wrong form.",
        "{\"value\":                           | body           | body: is not valid JSON",
        "[]                                    | body           | body: has the wrong form.",
        "``                                    | body           | body: is required, as JSON.",
      })
  void badJsonIsToldByFieldAndRule(String body, String target, String message) throws Exception {
    mvc.perform(post("/v1.0/change").contentType(MediaType.APPLICATION_JSON).content(body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.error.code").value("Request_BadRequest"))
        .andExpect(jsonPath("$.error.target").value(target))
        .andExpect(jsonPath("$.error.message", Matchers.startsWith(message)));
  }

  @Test
  void aBadIdIsToldWithItsName() throws Exception {
    mvc.perform(get("/v1.0/users/1-1-1-1-1?top=1"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.error.target").value("id"))
        .andExpect(jsonPath("$.error.message", Matchers.startsWith("An id is a GUID")));
  }

  @Test
  void aParameterIsToldWithItsRule() throws Exception {
    var path = "/v1.0/users/0b000000-0000-4000-8000-0000000000a1";

    mvc.perform(get(path)).andExpect(jsonPath("$.error.message").value("top: is required."));
    mvc.perform(get(path + "?top=many"))
        .andExpect(jsonPath("$.error.message").value("top: must be a number."));
  }

  @Test
  void aProblemKeepsItsStatusCodeAndTarget() throws Exception {
    mvc.perform(get("/v1.0/users/0b000000-0000-4000-8000-0000000000a1?top=7"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.error.code").value("Request_ResourceNotFound"))
        .andExpect(jsonPath("$.error.target", Matchers.endsWith("?7")));
  }

  @Test
  void anotherMethodIsToldWithTheRightOne() throws Exception {
    mvc.perform(get("/v1.0/change"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(header().string("Allow", "POST"))
        .andExpect(jsonPath("$.error.message").value("Not with GET, but with POST."));
  }

  @Test
  void anotherMediaTypeIsTold() throws Exception {
    mvc.perform(post("/v1.0/change").contentType(MediaType.TEXT_PLAIN).content("x"))
        .andExpect(status().isUnsupportedMediaType())
        .andExpect(jsonPath("$.error.target").value("Content-Type"));
  }

  @Test
  void whatBreaksHereGivesNothingAway() throws Exception {
    mvc.perform(get("/v1.0/broken"))
        .andExpect(status().isInternalServerError())
        .andExpect(jsonPath("$.error.code").value("InternalServerError"))
        .andExpect(content().string(Matchers.not(Matchers.containsString("hunter2"))))
        .andExpect(content().string(Matchers.not(Matchers.containsString("IllegalState"))));
  }

  private static DefaultFormattingConversionService conversions() {
    var conversions = new DefaultFormattingConversionService();
    new WebConfiguration().addFormatters(conversions);
    return conversions;
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsOurTroubleAndPasses() throws Exception {
    mvc.perform(get("/v1.0/withoutDatabase"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(jsonPath("$.error.code").value("ServiceUnavailable"))
        .andExpect(content().string(Matchers.not(Matchers.containsString("secret"))));
  }
}
