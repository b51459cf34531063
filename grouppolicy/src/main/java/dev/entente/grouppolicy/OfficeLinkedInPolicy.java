package dev.entente.grouppolicy;

/**
 * <i>User Configuration › Administrative Templates › Microsoft Office 2016 › Miscellaneous › Show
 * LinkedIn features in Office applications</i>, as Office 2016 and later read it from {@code
 * HKEY_CURRENT_USER}. Keys are relative to that hive, values are {@code REG_DWORD}.
 */
public final class OfficeLinkedInPolicy {

  /** Where the policy is kept; absent means Not configured. */
  public static final String POLICY_KEY = "Software\\Policies\\Microsoft\\Office\\16.0\\Common";

  /** 0 is Disabled, 1 is Enabled. */
  public static final String POLICY_VALUE = "LinkedIn";

  /** Where <i>File › Options › General › LinkedIn Features</i> keeps the person's own option. */
  public static final String OPTION_KEY = "Software\\Microsoft\\Office\\16.0\\Common\\LinkedIn";

  /** 1, on, unless the person turned it off. */
  public static final String OPTION_VALUE = "OfficeLinkedIn";

  private OfficeLinkedInPolicy() {}
}
