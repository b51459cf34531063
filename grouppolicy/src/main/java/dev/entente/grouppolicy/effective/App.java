package dev.entente.grouppolicy.effective;

/** An application of Office, as far as the question where LinkedIn is shown tells them apart. */
public enum App {
  WORD(Kind.DESKTOP),
  EXCEL(Kind.DESKTOP),
  POWERPOINT(Kind.DESKTOP),
  OUTLOOK(Kind.DESKTOP),
  OUTLOOK_ON_THE_WEB(Kind.WEB),
  ONEDRIVE(Kind.WEB),
  SHAREPOINT(Kind.WEB),
  /** Any desktop application of Office 2013 or before. */
  OLDER_OFFICE(Kind.WITHOUT_LINKEDIN);

  private final Kind kind;

  App(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What an application heeds. */
  public enum Kind {
    /** Office 2016 and later on a computer: the tenant's decision, the policy and the option. */
    DESKTOP,
    /** In a browser: the tenant's decision alone. */
    WEB,
    /** There is no such feature in it. */
    WITHOUT_LINKEDIN
  }
}
