package dev.entente.server;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;

/** The standing cast, as in {@code demo/}. */
public final class Cast {

  public static final TenantId NORTHLIGHT = tenant(1);

  /** Another organisation, preset strict. */
  public static final TenantId HARBOUR = tenant(2);

  /** In Germany. */
  public static final TenantId RHEINWERK = tenant(3);

  /** In France. */
  public static final TenantId LUMIERE = tenant(4);

  /** In the US Government cloud. */
  public static final TenantId CAPITOL = tenant(5);

  /** Still has the older Selected list, with Lena on it. */
  public static final TenantId LARKFIELD = tenant(6);

  /** Not rolled out yet. */
  public static final TenantId TUNDRA = tenant(7);

  /** Global Administrator. */
  public static final UserId ADA = northlighter("a1");

  /** In Sales directly. */
  public static final UserId BEN = northlighter("b1");

  /** In Sales through the nested group Sales EMEA only. */
  public static final UserId CHLOE = northlighter("c1");

  /** The account is disabled. */
  public static final UserId DEV = northlighter("d1");

  /** In no security group. */
  public static final UserId EMIL = northlighter("e1");

  /** Hides the LinkedIn profile from work apps. */
  public static final UserId FATOU = northlighter("f1");

  /** Auditor. */
  public static final UserId GUS = northlighter("a2");

  public static final UserId HANA = UserId.parse("0b000002-0000-4000-8000-000000000001");
  public static final UserId HUGO = UserId.parse("0b000002-0000-4000-8000-000000000002");
  public static final UserId LENA = UserId.parse("0b000006-0000-4000-8000-000000000002");
  public static final UserId LIAM = UserId.parse("0b000006-0000-4000-8000-000000000003");

  public static final GroupId SALES = GroupId.parse("0c000000-0000-4000-8000-000000000001");
  public static final GroupId SALES_EMEA = GroupId.parse("0c000000-0000-4000-8000-000000000002");

  private Cast() {}

  private static TenantId tenant(int number) {
    return TenantId.parse("0a000000-0000-4000-8000-00000000000" + number);
  }

  private static UserId northlighter(String ending) {
    return UserId.parse("0b000000-0000-4000-8000-0000000000" + ending);
  }
}
