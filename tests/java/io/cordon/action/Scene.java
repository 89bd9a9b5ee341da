package io.cordon.action;

import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.work.Then;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case, an action, and processes that run it. */
final class Scene {
  static final Actor ANN = Actor.person("U1", "Ann");

  final Rig rig = new Rig();
  final Switches switches = new Switches();
  final CaseKey key = rig.open();
  final Runner runner = runner(rig);

  /** The runner of a process. */
  Runner runner(Rig process) {
    return new Runner(
        process.ledger,
        process.mirror,
        new Actions(List.of(switches)),
        new States(process.evidence),
        () -> "id",
        process.clock);
  }

  /** Puts an action into the ledger. */
  String request(@Nullable String undoes) {
    // By a process of its own: a test may stop this one in the middle of a write to the case.
    var people = rig.anotherProcess();
    var id = people.state(key).nextAction();
    people.append(
        key,
        ANN,
        new Fact.ActionRequested(
            id, Switches.NAME, Danger.C, Rig.WEB, "reason", Map.of(), 0, undoes));
    return id;
  }

  String request() {
    return request(null);
  }

  /** One step. */
  Then run(String id) {
    return runner.run(key, id);
  }

  /** As many steps as it takes, at the times that it asks for. */
  void runToTheEnd(String id) {
    for (int step = 0; step < 1_000; step++) {
      switch (run(id)) {
        case Then.Done _ -> {
          return;
        }
        case Then.Again again -> rig.clock.set(again.at());
      }
    }
    throw new AssertionError(id + " never ends");
  }

  CaseAction action(String id) {
    return rig.state(key).action(id).orElseThrow();
  }

  /** What the ledger tells of actions and changes, in order. */
  List<String> kinds() {
    return rig.kinds(key).stream()
        .filter(k -> k.startsWith("action.") || k.startsWith("change."))
        .toList();
  }

  <F extends Fact> List<F> facts(Class<F> kind) {
    return rig.facts(key).stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
