package dev.entente.grouppolicy.gpo;

/**
 * What an administrator wrote beside a policy.
 *
 * @param namespace that of the template, such as {@code Microsoft.Policies.BITS}
 * @param policy the policy's name in the template
 * @param text the text, or the reference where only another language's file has it
 * @param reference where the file has the text, such as {@code $(resource.ns0_P)}
 */
public record PolicyComment(String namespace, String policy, String text, String reference) {

  private static final String BEGIN = "$(resource.";
  private static final String END = ")";

  public PolicyComment {
    XmlOut.checked("comment", namespace);
    XmlOut.checked("comment", policy);
    XmlOut.checked("comment", text);
    XmlOut.checked("comment", reference);
    if (!text.equals(reference) && !(reference.startsWith(BEGIN) && reference.endsWith(END))) {
      throw new IllegalArgumentException("No reference to a string: " + reference);
    }
  }

  /** One that is not in a file yet. */
  public PolicyComment(String namespace, String policy, String text) {
    this(
        namespace,
        policy,
        text,
        reference((namespace + "_" + policy).replaceAll("[^\\p{L}\\p{N}_]", "_")));
  }

  /** As a file refers to one of its strings. */
  static String reference(String stringId) {
    return BEGIN + stringId + END;
  }

  /** Whether the file with the comment has its text too. */
  boolean hasString() {
    return !text.equals(reference);
  }

  /** The name of the string that the reference is to. */
  String stringId() {
    return reference.substring(BEGIN.length(), reference.length() - END.length());
  }

  /** The same with another string. */
  PolicyComment numbered(int number) {
    return new PolicyComment(namespace, policy, text, reference(stringId() + "_" + number));
  }

  boolean isAbout(PolicyComment other) {
    return namespace.equals(other.namespace) && policy.equals(other.policy);
  }
}
