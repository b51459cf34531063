package dev.entente.server.network.linkedin;

import static dev.entente.server.network.Category.CONNECTIONS;
import static dev.entente.server.network.Category.INTERESTS;
import static dev.entente.server.network.Category.PROFILE;
import static dev.entente.server.network.Category.SUBSCRIPTIONS;

import dev.entente.server.network.Category;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The domains of a member's data that we ask for, by the category the person is told about.
 * LinkedIn has more: messages, searches, sign-ins, advertising, inferences, job applications, the
 * imported address book. None of them is a value here, so none can be asked for.
 */
enum Domain {
  PROFILE_PAGE("PROFILE", PROFILE),
  PROFILE_SUMMARY("PROFILE_SUMMARY", PROFILE),
  POSITIONS("POSITIONS", PROFILE),
  EDUCATION("EDUCATION", PROFILE),
  SKILLS("SKILLS", PROFILE),
  CERTIFICATIONS("CERTIFICATIONS", PROFILE),
  LANGUAGES("LANGUAGES", PROFILE),
  HONORS("HONORS", PROFILE),
  PUBLICATIONS("PUBLICATIONS", PROFILE),
  PATENTS("PATENTS", PROFILE),
  PROJECTS("PROJECTS", PROFILE),
  ORGANIZATIONS("ORGANIZATIONS", PROFILE),
  TEST_SCORES("TEST_SCORES", PROFILE),
  VOLUNTEERING_EXPERIENCES("VOLUNTEERING_EXPERIENCES", PROFILE),
  CAUSES_YOU_CARE_ABOUT("CAUSES_YOU_CARE_ABOUT", PROFILE),
  RECOMMENDATIONS("RECOMMENDATIONS", PROFILE),
  EMAIL_ADDRESSES("EMAIL_ADDRESSES", PROFILE),
  PHONE_NUMBERS("PHONE_NUMBERS", PROFILE),

  MEMBER_FOLLOWING("MEMBER_FOLLOWING", INTERESTS),
  COMPANY_FOLLOWS("COMPANY_FOLLOWS", INTERESTS),
  LEARNING("LEARNING", INTERESTS),
  GROUPS("GROUPS", INTERESTS),
  ALL_LIKES("ALL_LIKES", INTERESTS),
  ALL_VOTES("ALL_VOTES", INTERESTS),
  MEMBER_SHARE_INFO("MEMBER_SHARE_INFO", INTERESTS),
  INSTANT_REPOSTS("INSTANT_REPOSTS", INTERESTS),
  ARTICLES("ARTICLES", INTERESTS),

  RECEIPTS("RECEIPTS", SUBSCRIPTIONS),
  RECEIPTS_LBP("RECEIPTS_LBP", SUBSCRIPTIONS),

  /** First-degree connections; invitations and imported contacts are not what was agreed to. */
  FIRST_DEGREE("CONNECTIONS", CONNECTIONS);

  /** Which service was bought and when; amounts, cards and invoices are dropped unread. */
  private static final Set<String> RECEIPT_COLUMNS = Set.of("Transaction Made", "Description");

  private final String id;
  private final Category category;

  Domain(String id, Category category) {
    this.id = id;
    this.category = category;
  }

  /** LinkedIn's name of it, case-sensitive. */
  String id() {
    return id;
  }

  /** Whether a column of it may be kept. */
  boolean keeps(String column) {
    return category != SUBSCRIPTIONS || RECEIPT_COLUMNS.contains(column);
  }

  static List<Domain> of(Category category) {
    return Arrays.stream(values()).filter(domain -> domain.category == category).toList();
  }
}
