package dev.entente.server.network.linkedin;

import static dev.entente.server.network.Category.CONNECTIONS;
import static dev.entente.server.network.Category.INTERESTS;
import static dev.entente.server.network.Category.PROFILE;

import dev.entente.server.network.Category;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The domains of a member's data that we ask for, and of each the columns that we keep: those that
 * a card uses, by the category the person is told about. LinkedIn has many more. None of them is a
 * value here, so none can be asked for; nothing is asked of a category without a domain.
 */
enum Domain {
  POSITIONS("POSITIONS", PROFILE),
  EDUCATION("EDUCATION", PROFILE),
  SKILLS("SKILLS", PROFILE),

  /** Whom a member follows is left out: LinkedIn gives only names, which prove nobody. */
  COMPANY_FOLLOWS("COMPANY_FOLLOWS", INTERESTS),

  /** First-degree connections; invitations and imported contacts are not what was agreed to. */
  FIRST_DEGREE("CONNECTIONS", CONNECTIONS);

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

  /** The columns that may be kept, as LinkedIn's data export labels them. */
  Set<String> columns() {
    return switch (this) {
      case POSITIONS -> Set.of("Company Name");
      case EDUCATION -> Set.of("School Name");
      case SKILLS -> Set.of("Name");
      case COMPANY_FOLLOWS -> Set.of("Organization");
      case FIRST_DEGREE ->
          Set.of("First Name", "Last Name", "URL", "Email Address", "Company", "Position");
    };
  }

  static List<Domain> of(Category category) {
    return Arrays.stream(values()).filter(domain -> domain.category == category).toList();
  }
}
