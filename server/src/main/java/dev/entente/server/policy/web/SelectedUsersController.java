package dev.entente.server.policy.web;

import dev.entente.server.policy.Policies;
import dev.entente.server.web.GraphPage;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The older Selected list, to read and to take along (mission row M8). */
@RestController
@RequestMapping("/v1.0/policies/accountConnections/selectedUsers")
class SelectedUsersController {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final Policies policies;
  private final WebSettings settings;

  SelectedUsersController(Policies policies, WebSettings settings) {
    this.policies = policies;
    this.settings = settings;
  }

  @Operation(
      summary = "The older Selected list, as user principal names",
      description = "For administrators and auditors.")
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  GraphPage<SelectedUser> index(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return GraphPage.whole(
        settings.context("policies/accountConnections/selectedUsers"),
        policies.listedPeople(reader.tenant()).stream().map(SelectedUser::new).toList());
  }

  /** Somebody on the list. */
  record SelectedUser(String userPrincipalName) {}

  @Operation(
      summary = "The older Selected list as CSV",
      description =
          "For administrators and auditors. RFC 4180; a cell that a spreadsheet would run as a"
              + " formula gets an apostrophe in front.")
  @GetMapping(path = "/export", produces = "text/csv")
  ResponseEntity<String> export(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("selected-users.csv").build().toString())
        .body(csv(reader));
  }

  private String csv(SignedIn reader) {
    var text = new StringWriter();
    try (var csv = CSVFormat.RFC4180.print(text)) {
      csv.printRecord("userPrincipalName");
      for (var name : policies.listedPeople(reader.tenant())) {
        csv.printRecord(inert(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String inert(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
