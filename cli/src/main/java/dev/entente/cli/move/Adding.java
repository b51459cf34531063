package dev.entente.cli.move;

import dev.entente.cli.move.UserList.Row;
import java.util.List;

/** How people get into a group: by the calls for many people that its API offers. */
sealed interface Adding permits Binding, Importing {

  /** Adds them and tells of each row what became of it. */
  void add(List<Row> rows);
}
