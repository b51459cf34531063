package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.template.PolicyElement.BooleanElement;
import dev.entente.grouppolicy.template.PolicyElement.DecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.EnumerationElement;
import dev.entente.grouppolicy.template.PolicyElement.ListElement;
import dev.entente.grouppolicy.template.PolicyElement.LongDecimalElement;
import dev.entente.grouppolicy.template.PolicyElement.MultiTextElement;
import dev.entente.grouppolicy.template.PolicyElement.TextElement;
import java.util.List;
import java.util.Optional;

/** A line or field in the window of a policy ([MS-GPREG] §7.2 PolicyPresentation). */
public sealed interface Control {

  /** The text at the field. */
  String label();

  /** The element that is filled in here; empty for a line of text. */
  Optional<String> refId();

  /** Where it is defined. */
  AtLine place();

  /** Whether this field can fill in that element; each type of field says which it is for. */
  boolean fits(PolicyElement element);

  /** A line of text. */
  record Label(String label, AtLine place) implements Control {
    @Override
    public Optional<String> refId() {
      return Optional.empty();
    }

    @Override
    public boolean fits(PolicyElement element) {
      return false;
    }
  }

  /** A field for a number ([MS-GPREG] §7.2 DecimalTextBox). */
  record DecimalTextBox(
      Optional<String> refId,
      String label,
      long defaultValue,
      boolean spin,
      long spinStep,
      AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof DecimalElement || element instanceof TextElement;
    }
  }

  /** A field for a number of 64 bits, here as bits ([MS-GPREG] §7.2 LongDecimalTextBox). */
  record LongDecimalTextBox(
      Optional<String> refId,
      String label,
      long defaultValue,
      boolean spin,
      long spinStep,
      AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof LongDecimalElement || element instanceof TextElement;
    }
  }

  /** A field for a line of text ([MS-GPREG] §7.2 TextBox). */
  record TextBox(Optional<String> refId, String label, Optional<String> defaultValue, AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof TextElement;
    }
  }

  /** A field for several lines of text ([MS-GPREG] §7.2 MultiTextBox). */
  record MultiTextBox(
      Optional<String> refId, String label, boolean showAsDialog, long defaultHeight, AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof MultiTextElement;
    }
  }

  /** A box to tick ([MS-GPREG] §7.2 CheckBox). */
  record CheckBox(Optional<String> refId, String label, boolean defaultChecked, AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof BooleanElement;
    }
  }

  /** A field for text with suggestions ([MS-GPREG] §7.2 ComboBox). */
  record ComboBox(
      Optional<String> refId,
      String label,
      Optional<String> defaultValue,
      List<String> suggestions,
      boolean noSort,
      AtLine place)
      implements Control {

    /** Copies the list. */
    public ComboBox {
      suggestions = List.copyOf(suggestions);
    }

    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof TextElement;
    }
  }

  /** A list to choose one of ([MS-GPREG] §7.2 DropdownList). */
  record DropdownList(
      Optional<String> refId,
      String label,
      boolean noSort,
      Optional<Long> defaultItem,
      AtLine place)
      implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof EnumerationElement;
    }
  }

  /** A button that opens a list to fill in ([MS-GPREG] §7.2 ListBox). */
  record ListBox(Optional<String> refId, String label, AtLine place) implements Control {
    @Override
    public boolean fits(PolicyElement element) {
      return element instanceof ListElement;
    }
  }
}
