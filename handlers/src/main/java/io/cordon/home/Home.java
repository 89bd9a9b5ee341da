package io.cordon.home;

import io.cordon.commands.Answer;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.OpenCase;
import io.cordon.people.Refusal;
import io.cordon.people.Roles.Duty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody's home tab shows. */
public sealed interface Home {

  /** Nothing of any case: why, and who could see more. */
  record Closed(Refusal refusal) implements Home {}

  /**
   * Somebody's work.
   *
   * @param duties what they are
   * @param asked requests that they may decide, the one that expires first before the others
   * @param mine open cases that they look after, the worst first
   * @param recent the newest actions in these cases and in those of which an action waits
   * @param status how Cordon is, and how much there is to do for everybody
   */
  record Queue(
      Set<Duty> duties,
      Some<Asked> asked,
      Some<Mine> mine,
      List<Asked> recent,
      Answer.Status status)
      implements Home {
    /** Keeps its own copies. */
    public Queue {
      duties = Set.copyOf(duties);
      recent = List.copyOf(recent);
    }
  }

  /**
   * As many as people read.
   *
   * @param more how many there are beside these
   */
  record Some<T>(List<T> shown, int more) {
    /** Keeps its own copy. */
    public Some {
      shown = List.copyOf(shown);
    }

    /** The first of them. */
    static <T> Some<T> of(List<T> all, int most) {
      var shown = all.subList(0, Math.min(most, all.size()));
      return new Some<>(shown, all.size() - shown.size());
    }
  }

  /** An action of a case. */
  record Asked(Case state, CaseAction action) {}

  /**
   * A case.
   *
   * @param link the address of its message, or null if there is none to be had
   */
  record Mine(OpenCase row, @Nullable String link) {}
}
