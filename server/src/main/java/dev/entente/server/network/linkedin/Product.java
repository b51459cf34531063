package dev.entente.server.network.linkedin;

/** What LinkedIn has granted to the configured app; each product is applied for apart. */
enum Product {
  /** Sign In with LinkedIn using OpenID Connect: name, picture, e-mail, locale. */
  OPENID,
  /** Member Data Portability: the four categories, for members in the EEA and Switzerland. */
  MEMBER_DATA_PORTABILITY,
  /**
   * Looking members up. No public LinkedIn product gives it: the sandbox has it, and it stands for
   * what a licensed partner gets.
   */
  PEOPLE_LOOKUP
}
