package dev.entente.grouppolicy.template;

/** What is written into the registry ([MS-GPREG] §7.2 Value). */
public sealed interface Value {

  /** A {@code REG_DWORD}, from 0 to 4,294,967,295. */
  record Decimal(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A {@code REG_QWORD}: the bits of an unsigned number. */
  record LongDecimal(long bits) implements Value {
    @Override
    public String toString() {
      return Long.toUnsignedString(bits);
    }
  }

  /** A {@code REG_SZ}. */
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return '"' + text + '"';
    }
  }

  /** The value is removed. */
  record Delete() implements Value {
    @Override
    public String toString() {
      return "delete";
    }
  }
}
