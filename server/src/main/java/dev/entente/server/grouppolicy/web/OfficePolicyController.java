package dev.entente.server.grouppolicy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer;
import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.grouppolicy.offer.OfferedFile;
import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.TemplateArchive;
import dev.entente.server.directory.Directory;
import dev.entente.server.grouppolicy.OfficeAnswer;
import dev.entente.server.grouppolicy.OfficeAnswers;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Reason;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Office on the computer, in the API (mission rows M60 to M63). */
@RestController
class OfficePolicyController {

  private final OfficeAnswers answers;
  private final Directory directory;
  private final MessageSource messages;
  private final WebSettings settings;
  private final Clock clock;

  OfficePolicyController(
      OfficeAnswers answers,
      Directory directory,
      MessageSource messages,
      WebSettings settings,
      Clock clock) {
    this.answers = answers;
    this.directory = directory;
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  @Operation(
      summary = "Whether an application of Office shows LinkedIn to a person, and why",
      description =
          "About others for administrators and auditors. The files are those of the person's"
              + " computer (Registry.pol, .reg or LGPO text), the later wins; nothing is kept of"
              + " them, and they never change what web applications show.")
  @PostMapping(path = "/v1.0/officePolicy:evaluate", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  AnswerResource evaluate(
      @Parameter(hidden = true) SignedIn caller,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @Parameter(description = "The person's id; else the caller") @RequestParam
          Optional<UserId> user,
      @Parameter(
              description =
                  "word, excel, powerpoint, outlook, outlookOnTheWeb, onedrive, sharepoint or"
                      + " olderOffice")
          @RequestParam
          String app,
      @Parameter(description = "The person's own option in Office: on, off or notTold")
          @RequestParam(defaultValue = "notTold")
          String userOption,
      @Parameter(hidden = true) Locale locale) {
    var person = user.orElseGet(caller::user);
    requireMayAskAbout(person, caller);
    var read = Uploads.ofComputer(files, "files");
    var answer =
        answers.of(
            caller.tenant(),
            person,
            read,
            Label.parse(UserOption.class, userOption, "userOption"),
            Label.parse(App.class, app, "app"));
    return resource(person, read, answer, locale);
  }

  private void requireMayAskAbout(UserId person, SignedIn caller) {
    if (caller.isApplication() || !person.equals(caller.user())) {
      caller.requireReader();
      if (directory.person(caller.tenant(), person).isEmpty()) {
        throw new Problem(Problem.Code.NOT_FOUND, "There is no such user.", "user");
      }
    }
  }

  private AnswerResource resource(
      UserId person, List<ComputerFile> files, OfficeAnswer found, Locale locale) {
    var answer = found.answer();
    return new AnswerResource(
        settings.context("officePolicy/answer"),
        person.toString(),
        Label.of(answer.app()),
        answer.shown(),
        answer.locked(),
        answer.reason(),
        Label.of(answer.policy()),
        new Words(
            text(answer.reason(), "administrator", locale),
            text(answer.reason(), "person", locale)),
        files.stream().map(FileResource::of).toList(),
        answer.trace().stream().map(StepResource::of).toList(),
        WebResource.of(found.web()));
  }

  private String text(Answer.Reason reason, String reader, Locale locale) {
    return messages.getMessage(
        "officePolicy.%s.%s".formatted(reason, reader), new Object[0], locale);
  }

  @Operation(
      summary = "The forms in which the Office policy can be had; for administrators and auditors")
  @GetMapping("/v1.0/officePolicy/forms")
  GraphPage<FormResource> forms(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return GraphPage.whole(
        settings.context("officePolicy/forms"),
        Arrays.stream(Offer.values()).map(FormResource::of).toList());
  }

  @Operation(
      summary = "The Office policy in one form, as a file; for administrators and auditors",
      description =
          "name is that of the Group Policy object or of the policy in Intune; id is the setting's"
              + " id (settingsCatalog) or the OMA-URI (customProfile), which Intune has.")
  @GetMapping(
      path = "/v1.0/officePolicy/forms/{form}",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<byte[]> form(
      @Parameter(hidden = true) SignedIn reader,
      @PathVariable String form,
      @Parameter(description = "enabled, disabled or notConfigured") @RequestParam String state,
      @RequestParam(defaultValue = Offer.USUAL_NAME) String name,
      @RequestParam(defaultValue = "") String id) {
    reader.requireReader();
    var offer = Label.parse(Offer.class, form, "form");
    var wanted = Label.parse(PolicyState.class, state, "state");
    return download(
        Uploads.asked(
            offer.needsId() ? "id" : "name", () -> offer.file(wanted, name, id, clock.instant())));
  }

  @Operation(
      summary = "Entente's own administrative template, as a ZIP of PolicyDefinitions",
      description = "For administrators and auditors. Microsoft Office does not read its key.")
  @GetMapping(
      path = "/v1.0/officePolicy/templates",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<byte[]> templates(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return download("entente-templates.zip", TemplateArchive.write(EntentePolicy.files()));
  }

  static ResponseEntity<byte[]> download(OfferedFile file) {
    return download(file.name(), file.content());
  }

  private static ResponseEntity<byte[]> download(String name, byte[] content) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }

  /**
   * The answer.
   *
   * @param locked whether the policy keeps the person from changing the option
   * @param policy the state that the files add up to; what no web application heeds
   * @param trace the rules in the order they were asked; one step for each file
   * @param connectionDecision the tenant's own decision, as {@code connectionDecision} gives it
   */
  record AnswerResource(
      @JsonProperty("@odata.context") String context,
      String user,
      String app,
      boolean shown,
      boolean locked,
      Answer.Reason reason,
      String policy,
      Words explanation,
      List<FileResource> files,
      List<StepResource> trace,
      WebResource connectionDecision) {}

  /** The reason in words. */
  record Words(String forAdministrator, String forPerson) {}

  /** What a file was taken for. */
  record FileResource(String name, String kind) {
    static FileResource of(ComputerFile file) {
      return new FileResource(file.layer().name(), Label.of(file.kind()));
    }
  }

  /**
   * One rule that was asked.
   *
   * @param source the file, or the tenant's reason, that the finding comes from
   * @param value a registry value that means nothing
   */
  record StepResource(
      Answer.Rule rule, Answer.Finding finding, Optional<String> source, Optional<String> value) {
    static StepResource of(Answer.Step step) {
      return new StepResource(step.rule(), step.finding(), told(step.source()), told(step.value()));
    }

    private static Optional<String> told(String text) {
      return Optional.of(text).filter(it -> !it.isEmpty());
    }
  }

  /** What web applications follow, whatever the files say. */
  record WebResource(String outcome, Reason reason, List<Decision.Step> trace) {
    static WebResource of(Decision decision) {
      return new WebResource(
          decision.isAllowed() ? "allowed" : "denied", decision.reason(), decision.trace());
    }
  }

  /** A form by its name, and whether it has to be told an id. */
  record FormResource(String id, boolean needsId) {
    static FormResource of(Offer offer) {
      return new FormResource(Label.of(offer), offer.needsId());
    }
  }
}
