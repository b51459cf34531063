package dev.entente.grouppolicy.gpo;

/**
 * What an administrator wrote beside a policy.
 *
 * @param namespace that of the template, such as {@code Microsoft.Policies.BITS}
 * @param policy the policy's name in the template
 */
public record PolicyComment(String namespace, String policy, String text) {

  public PolicyComment {
    XmlOut.checked(namespace);
    XmlOut.checked(policy);
    XmlOut.checked(text);
  }

  boolean isAbout(PolicyComment other) {
    return namespace.equals(other.namespace) && policy.equals(other.policy);
  }
}
