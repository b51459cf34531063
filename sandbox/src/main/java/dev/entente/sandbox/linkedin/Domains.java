package dev.entente.sandbox.linkedin;

import java.util.Map;

/** Which domain of the snapshot API serves which file of the export; the columns are the same. */
final class Domains {

  static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("PROFILE", "Profile.csv"),
          Map.entry("PROFILE_SUMMARY", "Profile Summary.csv"),
          Map.entry("POSITIONS", "Positions.csv"),
          Map.entry("EDUCATION", "Education.csv"),
          Map.entry("SKILLS", "Skills.csv"),
          Map.entry("CERTIFICATIONS", "Certifications.csv"),
          Map.entry("LANGUAGES", "Languages.csv"),
          Map.entry("HONORS", "Honors.csv"),
          Map.entry("PUBLICATIONS", "Publications.csv"),
          Map.entry("PATENTS", "Patents.csv"),
          Map.entry("PROJECTS", "Projects.csv"),
          Map.entry("ORGANIZATIONS", "Organizations.csv"),
          Map.entry("TEST_SCORES", "Test Scores.csv"),
          Map.entry("VOLUNTEERING_EXPERIENCES", "Volunteering.csv"),
          Map.entry("CAUSES_YOU_CARE_ABOUT", "Causes You Care About.csv"),
          Map.entry("RECOMMENDATIONS", "Recommendations_Received.csv"),
          Map.entry("EMAIL_ADDRESSES", "Email Addresses.csv"),
          Map.entry("PHONE_NUMBERS", "PhoneNumbers.csv"),
          Map.entry("MEMBER_FOLLOWING", "Member_Follows.csv"),
          Map.entry("COMPANY_FOLLOWS", "Company Follows.csv"),
          Map.entry("LEARNING", "Learning.csv"),
          Map.entry("GROUPS", "Groups.csv"),
          Map.entry("ALL_LIKES", "Reactions.csv"),
          Map.entry("ALL_VOTES", "Votes.csv"),
          Map.entry("MEMBER_SHARE_INFO", "Shares.csv"),
          Map.entry("INSTANT_REPOSTS", "InstantReposts.csv"),
          Map.entry("ARTICLES", "Articles.csv"),
          Map.entry("RECEIPTS", "Receipts.csv"),
          Map.entry("RECEIPTS_LBP", "Receipts_v2.csv"),
          Map.entry("CONNECTIONS", "Connections.csv"),
          Map.entry("INVITATIONS", "Invitations.csv"),
          Map.entry("CONTACTS", "ImportedContacts.csv"));

  private Domains() {}
}
