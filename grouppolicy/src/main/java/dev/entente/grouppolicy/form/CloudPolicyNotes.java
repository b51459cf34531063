package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.PolicyState;

/**
 * What to do by hand in the Cloud Policy service for Microsoft 365, which has no public interface
 * to write to.
 */
public record CloudPolicyNotes() implements Form {

  private static final Verbatim NOTES =
      new Verbatim(
          state ->
              """
              Show LinkedIn features in Office applications: %s

              1. Sign in at config.office.com as Office Apps Administrator, Security Administrator or
                 Global Administrator.
              2. Go to Customization > Policy Management.
              3. Open the policy configuration of the people it is for, or create one for their group.
              4. Under Policies, search for "Show LinkedIn features in Office applications".
              5. Open it, choose %s, and apply it.
              6. Choose Update or Create. Office takes it over when it asks the service next.

              Where Group Policy or Intune say something about it too, make them say the same. It is for
              Microsoft 365 Apps of people who are signed in; it changes nothing in Outlook on the web,
              OneDrive and SharePoint, which follow the tenant's setting.
              """
                  .formatted(state.words(), state.words()));

  @Override
  public String fileName() {
    return "office-linkedin-cloud-policy.txt";
  }

  @Override
  public byte[] write(PolicyState state) {
    return NOTES.write(state);
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    return NOTES.read(file, content);
  }
}
