package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.SandboxSettings;
import dev.entente.sandbox.SandboxSettings.Product;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What an app gets with a token: userinfo, the member's own data, and the look-up of members.
 *
 * <p>The look-up ({@code /v2/publicProfiles}, {@code /v2/memberViews}) is no public LinkedIn API:
 * LinkedIn has none for ordinary apps. It stands for what a licensed partner would have.
 */
@RestController
class MemberApi {

  private static final String PORTABILITY = "r_dma_portability_3rd_party";
  private static final String SNAPSHOT_VERSION = "202312";
  private static final int ROWS_PER_PAGE = 25;

  private final Tokens tokens;
  private final Members members;
  private final Faults faults;
  private final SandboxSettings settings;
  private final Pictures pictures;

  MemberApi(
      Tokens tokens, Members members, Faults faults, SandboxSettings settings, Pictures pictures) {
    this.tokens = tokens;
    this.members = members;
    this.faults = faults;
    this.settings = settings;
    this.pictures = pictures;
  }

  @GetMapping("/v2/userinfo")
  Map<String, Object> userinfo(HttpServletRequest request) {
    var caller = tokens.member(request, "openid");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", caller.subject());
    claims.putAll(MemberClaims.of(caller.member(), settings, faults.at(request.getRequestURI())));
    return claims;
  }

  /** Member Data Portability: one element a page, {@code start} counts pages, 404 is the end. */
  @GetMapping("/rest/memberSnapshotData")
  Map<String, Object> snapshot(
      HttpServletRequest request,
      @RequestHeader(name = "Linkedin-Version", required = false) @Nullable String version,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String domain,
      @RequestParam(defaultValue = "0") int start,
      @RequestParam(defaultValue = "10") int count) {
    requireVersion(version);
    var caller = tokens.member(request, PORTABILITY);
    if (!q.equals("criteria")) {
      throw LinkedInError.badParameter("q");
    }
    var pages = pages(caller.member(), domain, faults.at(request.getRequestURI()));
    if (start < 0 || start >= pages.size()) {
      throw LinkedInError.noData();
    }
    return page(pages, domain, start, count);
  }

  private record SnapshotPage(String domain, List<Map<String, String>> rows) {}

  private static List<SnapshotPage> pages(Member member, String domain, Faults.Plan plan) {
    List<SnapshotPage> pages = new ArrayList<>();
    Domains.FILES.entrySet().stream()
        .filter(it -> domain.isEmpty() || it.getKey().equals(domain))
        .filter(it -> !plan.isSlow(it.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> pages.addAll(pages(it.getKey(), member.archive().file(it.getValue()))));
    return pages;
  }

  private static List<SnapshotPage> pages(String domain, List<Map<String, String>> rows) {
    List<SnapshotPage> pages = new ArrayList<>();
    for (var from = 0; from < rows.size(); from += ROWS_PER_PAGE) {
      pages.add(
          new SnapshotPage(
              domain, rows.subList(from, Math.min(rows.size(), from + ROWS_PER_PAGE))));
    }
    return pages;
  }

  /** {@code total} is said to be unreliable, so it is wrong here: only the 404 tells the end. */
  private static Map<String, Object> page(
      List<SnapshotPage> pages, String domain, int start, int count) {
    var next =
        "/rest/memberSnapshotData?count=%d%s&q=criteria&start=%d"
            .formatted(count, domain.isEmpty() ? "" : "&domain=" + domain, start + 1);
    var link = Map.of("type", "application/json", "rel", "next", "href", next);
    var page = pages.get(start);
    return Map.of(
        "paging",
        Map.of("start", start, "count", count, "total", pages.size() + 1, "links", List.of(link)),
        "elements",
        List.of(Map.of("snapshotData", page.rows(), "snapshotDomain", page.domain())));
  }

  @GetMapping("/rest/memberAuthorizations")
  Map<String, Object> authorizations(
      HttpServletRequest request,
      @RequestHeader(name = "Linkedin-Version", required = false) @Nullable String version) {
    requireVersion(version);
    var caller = tokens.member(request, PORTABILITY);
    var key =
        Map.of(
            "developerApplication", "urn:li:developerApplication:" + caller.clientId(),
            "member", "urn:li:person:" + caller.subject());
    return Map.of(
        "paging", Map.of("start", 0, "count", 10, "links", List.of()),
        "elements",
            List.of(
                Map.of(
                    "memberComplianceScopes",
                    List.of("DMA"),
                    "memberComplianceAuthorizationKey",
                    key)));
  }

  private static void requireVersion(@Nullable String version) {
    if (version == null) {
      throw LinkedInError.versionMissing();
    }
    if (!version.equals(SNAPSHOT_VERSION)) {
      throw LinkedInError.versionUnknown(version);
    }
  }

  /** What a stranger sees: by e-mail one or none, by name up to ten. */
  @GetMapping("/v2/publicProfiles")
  Map<String, Object> publicProfiles(
      HttpServletRequest request,
      @RequestParam String q,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String company) {
    tokens.app(request, Product.PEOPLE_LOOKUP);
    var found =
        switch (q) {
          case "email" -> members.byEmail(email).stream().toList();
          case "name" -> members.byName(name, company);
          default -> throw LinkedInError.badParameter("q");
        };
    return Map.of("elements", found.stream().map(this::publicProfile).toList());
  }

  /** What the token's owner may see of a member. */
  @GetMapping("/v2/memberViews/{id}")
  Map<String, Object> memberView(HttpServletRequest request, @PathVariable String id) {
    var viewer = tokens.member(request, Product.PEOPLE_LOOKUP).member();
    var member =
        members
            .find(id)
            .filter(it -> members.isVisibleInWorkApps(it.handle()))
            .orElseThrow(LinkedInError::notFound);
    Map<String, Object> view = new LinkedHashMap<>(publicProfile(member));
    view.put("headline", member.profile("Headline"));
    view.put("summary", member.profile("Summary"));
    view.put("location", member.profile("Geo Location"));
    view.put("industry", member.profile("Industry"));
    view.put(
        "positions",
        member.archive().file("Positions.csv").stream().map(MemberApi::position).toList());
    view.put(
        "education",
        member.archive().file("Education.csv").stream().map(MemberApi::education).toList());
    view.put(
        "skills",
        member.archive().file("Skills.csv").stream()
            .map(it -> it.getOrDefault("Name", ""))
            .toList());
    view.put("connected", members.areConnected(viewer, member));
    view.put(
        "sharedConnections",
        members.sharedConnections(viewer, member).stream().map(this::publicProfile).toList());
    return view;
  }

  @GetMapping(path = "/media/{handle}.png", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> picture(@PathVariable String handle) {
    return ResponseEntity.of(members.find(handle).map(pictures::of));
  }

  private Map<String, Object> publicProfile(Member member) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("id", member.handle());
    profile.put("firstName", member.firstName());
    profile.put("lastName", member.lastName());
    profile.put("pictureUrl", MemberClaims.picture(member, settings));
    profile.put("company", member.currentPosition().getOrDefault("Company Name", ""));
    profile.put("title", member.currentPosition().getOrDefault("Title", ""));
    profile.put("profileUrl", member.profileUrl());
    return profile;
  }

  private static Map<String, String> position(Map<String, String> row) {
    return Map.of(
        "companyName", row.getOrDefault("Company Name", ""),
        "title", row.getOrDefault("Title", ""),
        "location", row.getOrDefault("Location", ""),
        "startedOn", row.getOrDefault("Started On", ""),
        "finishedOn", row.getOrDefault("Finished On", ""));
  }

  private static Map<String, String> education(Map<String, String> row) {
    return Map.of(
        "schoolName", row.getOrDefault("School Name", ""),
        "degreeName", row.getOrDefault("Degree Name", ""),
        "startDate", row.getOrDefault("Start Date", ""),
        "endDate", row.getOrDefault("End Date", ""));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(MissingServletRequestParameterException missing) {
    return refused(LinkedInError.badParameter(missing.getParameterName()));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(MethodArgumentTypeMismatchException wrong) {
    return refused(LinkedInError.badParameter(wrong.getName()));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(LinkedInError error) {
    var answer = ResponseEntity.status(error.status());
    return Optional.of(error)
        .filter(it -> it.status() == 429)
        .map(_ -> answer.header("Retry-After", "60"))
        .orElse(answer)
        .body(error.body());
  }
}
