package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.List;

/**
 * Which people, or which groups, are asked for. Text is compared in any case, as directories do.
 *
 * @param <F> {@link PersonField} or {@link GroupField}
 */
public sealed interface Filter<F> {

  /** All of these; with none of them, everyone and everything. */
  record And<F>(List<Filter<F>> all) implements Filter<F> {
    public And {
      all = List.copyOf(all);
    }
  }

  /** At least one of these. */
  record Or<F>(List<Filter<F>> any) implements Filter<F> {
    public Or {
      any = List.copyOf(any);
    }
  }

  /**
   * The field is, or among its values is, one of these.
   *
   * @param values as texts: GUIDs, {@code true} and {@code false} too
   */
  record OneOf<F>(F field, List<String> values) implements Filter<F> {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  record StartsWith<F>(F field, String prefix) implements Filter<F> {}

  /**
   * Members of the group.
   *
   * @param nested through nested groups too
   */
  record In<F>(GroupId group, boolean nested) implements Filter<F> {}

  /**
   * Groups that the person is in.
   *
   * @param nested through nested groups too
   */
  record Containing(UserId person, boolean nested) implements Filter<GroupField> {}

  static <F> Filter<F> everything() {
    return new And<>(List.of());
  }

  default Filter<F> and(Filter<F> other) {
    return new And<>(List.of(this, other));
  }
}
