package dev.entente.grouppolicy.registry;

/**
 * The type of a registry value. [MS-GPREG] §2.2.1 allows seven of them in a {@code Registry.pol};
 * the others of {@code winnt.h}, and numbers that nobody has named, are kept as they are.
 */
public record RegistryType(int number) {

  public static final RegistryType NONE = new RegistryType(0);
  public static final RegistryType SZ = new RegistryType(1);
  public static final RegistryType EXPAND_SZ = new RegistryType(2);
  public static final RegistryType BINARY = new RegistryType(3);
  public static final RegistryType DWORD = new RegistryType(4);
  public static final RegistryType DWORD_BIG_ENDIAN = new RegistryType(5);
  public static final RegistryType LINK = new RegistryType(6);
  public static final RegistryType MULTI_SZ = new RegistryType(7);
  public static final RegistryType RESOURCE_LIST = new RegistryType(8);
  public static final RegistryType FULL_RESOURCE_DESCRIPTOR = new RegistryType(9);
  public static final RegistryType RESOURCE_REQUIREMENTS_LIST = new RegistryType(10);
  public static final RegistryType QWORD = new RegistryType(11);

  /** As {@code winnt.h} spells it, or {@code 0x63} for a number without a name. */
  @Override
  public String toString() {
    return switch (number) {
      case 0 -> "REG_NONE";
      case 1 -> "REG_SZ";
      case 2 -> "REG_EXPAND_SZ";
      case 3 -> "REG_BINARY";
      case 4 -> "REG_DWORD";
      case 5 -> "REG_DWORD_BIG_ENDIAN";
      case 6 -> "REG_LINK";
      case 7 -> "REG_MULTI_SZ";
      case 8 -> "REG_RESOURCE_LIST";
      case 9 -> "REG_FULL_RESOURCE_DESCRIPTOR";
      case 10 -> "REG_RESOURCE_REQUIREMENTS_LIST";
      case 11 -> "REG_QWORD";
      default -> "0x" + Integer.toHexString(number);
    };
  }
}
