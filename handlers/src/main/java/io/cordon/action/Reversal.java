package io.cordon.action;

import io.cordon.change.Change;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseAction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The plan of an undo: what an action changed, turned round, last first, provided that everything
 * is still as that action left it.
 */
final class Reversal {
  private final ResponseAction behaviour;
  private final AwsFailures failures;

  Reversal(ResponseAction behaviour, AwsFailures failures) {
    this.behaviour = behaviour;
    this.failures = failures;
  }

  /** Looks at every change that the action made. Reads only. */
  Plan plan(Order order, CaseAction done) {
    var back = new ArrayList<Change>();
    var observed = new TreeMap<String, List<String>>();
    for (var change : done.changes().reversed()) {
      var made = done.appliedTo(change.id());
      if (!change.reversible() || made.isEmpty()) {
        continue;
      }
      switch (behaviour.observe(order, change, made.get())) {
        case Observation.Is is when is.value().equals(made.get()) -> {
          observed.put(change.resource(), is.value());
          back.add(change.reversed(made.get()));
        }
        case Observation.Is is when is.value().equals(change.before()) ->
            observed.put(change.resource(), is.value());
        case Observation.Is is -> {
          return drift(change, made.get(), String.join(", ", is.value()));
        }
        case Observation.Pending pending -> {
          return drift(change, made.get(), pending.progress());
        }
        case Observation.Lost lost -> {
          return drift(change, made.get(), lost.detail());
        }
      }
    }
    return back.isEmpty()
        ? new Plan.Needless("")
        : new Plan.Ready(back, List.of(), List.of(), CanonicalJson.tree(observed));
  }

  private Plan drift(Change change, List<String> made, String seen) {
    return new Plan.Impossible(
        failures.failure(
            change.call(),
            "Drift",
            change.resource() + ": left as " + String.join(", ", made) + ", found as " + seen));
  }
}
