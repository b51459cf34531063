package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.kernel.Problem;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One run through a directory, step by step, and then whoever has left. A run that is broken off
 * begins its step again: saying twice what is so does no harm.
 */
final class Run {

  private final Position begin;
  private final Position end;
  private final Deque<Step> steps;
  private final Departures departures;
  private final List<PassedOver> passedOver;

  private Position at;
  private boolean anybody;

  /**
   * @param begin at {@code PEOPLE} or {@code GROUPS}, which makes it a full load, or {@code
   *     CHANGES}
   * @param end where the next run begins
   * @param passedOver where {@code steps} leave what they pass over
   */
  Run(
      Position begin,
      Position end,
      Deque<Step> steps,
      Departures departures,
      List<PassedOver> passedOver) {
    this.begin = begin;
    this.end = end;
    this.steps = steps;
    this.departures = departures;
    this.passedOver = passedOver;
    this.at = begin;
  }

  /** Entries of one sort. */
  record Step(Position position, Cursor cursor, Translation translation) {}

  /** What an entry says; nothing, for one that is passed over. */
  interface Translation {
    List<DirectoryChange> of(SearchResultEntry entry) throws LDAPException;
  }

  /** Who has left, once everything else is read. */
  interface Departures {
    List<DirectoryChange> all() throws LDAPException;
  }

  boolean isAt(Checkpoint checkpoint) {
    return at.checkpoint().equals(checkpoint);
  }

  Page next() throws LDAPException {
    if (steps.isEmpty()) {
      at = end;
      return page(departures.all(), true);
    }
    var step = steps.getFirst();
    var changes = new ArrayList<DirectoryChange>();
    for (var entry : step.cursor.next()) {
      changes.addAll(step.translation.of(entry));
    }
    anybody |= changes.stream().anyMatch(PutPerson.class::isInstance);
    if (step.cursor.isDone()) {
      refuseNobody(step);
      steps.removeFirst();
    }
    at = steps.isEmpty() ? step.position : steps.getFirst().position;
    return page(changes, false);
  }

  private Page page(List<DirectoryChange> changes, boolean last) {
    var page = new Page(changes, at.checkpoint(), last, isFull(), passedOver);
    passedOver.clear();
    return page;
  }

  private boolean isFull() {
    return begin.stage() != Position.Stage.CHANGES;
  }

  /** Rights that were lost look like people who were. */
  private void refuseNobody(Step step) {
    if (step.position.stage() != Position.Stage.PEOPLE) {
      return;
    }
    LdapSettings.refuseNobodyUnder(step.cursor.emptyBases());
    if (!anybody) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The LDAP server shows not one person: check the bases and the filter of people, and"
              + " what the account may read.");
    }
  }
}
