package io.cordon.action;

import static io.cordon.ledger.CaseAction.Stage.APPROVED;
import static io.cordon.ledger.CaseAction.Stage.REQUESTED;
import static io.cordon.ledger.CaseAction.Stage.STARTED;

import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * How far actions are, by the ledger alone. Two processes may be at one action, if one of them was
 * away for long: what one has brought further the other cannot set back.
 */
final class Progress {
  private final Ledger ledger;

  Progress(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The action as it is now. */
  CaseAction current(Order order) {
    return ledger.find(order.key()).flatMap(c -> c.action(order.action())).orElseThrow();
  }

  /** Appends what became of a step, unless somebody else who carried on appended it already. */
  void append(Order order, Fact.OfAction fact) {
    ledger.decide(
        order.key(),
        state ->
            isNews(state.action(order.action()).orElseThrow(), fact)
                ? Decision.of(Actor.CORDON, state.seq(), fact)
                : Decision.nothing(state.seq()));
  }

  private static boolean isNews(CaseAction action, Fact.OfAction fact) {
    var running = action.stage() == STARTED;
    return switch (fact) {
      case Fact.ActionPlanned _ -> action.stage() == REQUESTED;
      case Fact.ActionStarted _ -> action.stage() == REQUESTED || action.stage() == APPROVED;
      case Fact.ActionWaiting _ -> action.stage().isOpen() && !action.isWaiting();
      // What AWS accepted is told even if it comes late, when the action has ended for everybody.
      case Fact.ChangeApplied f ->
          running ? !f.after().equals(action.applied().get(f.change())) : !f.requestId().isEmpty();
      case Fact.ChangeVerified f -> running && !action.verified().contains(f.change());
      case Fact.ChangeFailed f ->
          running
              && !action.verified().contains(f.change())
              && !action.failed().containsKey(f.change());
      case Fact.OfAction _ -> running;
    };
  }

  /** Appends how it ended, unless somebody else who carried on brought it further meanwhile. */
  void end(Order order, CaseAction.Stage during, Fact.OfAction outcome) {
    ledger.decide(
        order.key(),
        state -> {
          var action = state.action(order.action()).orElseThrow();
          if (action.stage() != during) {
            return Decision.nothing(action.stage());
          }
          var facts = new ArrayList<Fact>(List.of(outcome));
          var undoes = action.request().undoes();
          if (undoes != null && isTurnedBack(outcome)) {
            facts.add(new Fact.ActionUndone(undoes, action.id()));
          }
          return new Decision<>(Actor.CORDON, facts, List.of(), List.of(), action.stage())
              .thenDo(new Due.Checkpoint(order.key()));
        });
  }

  /** Nothing left to turn back is as good as turned back: the action no longer holds. */
  private static boolean isTurnedBack(Fact.OfAction outcome) {
    return outcome instanceof Fact.ActionDone || outcome instanceof Fact.ActionNeedless;
  }
}
