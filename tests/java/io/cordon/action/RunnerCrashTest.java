package io.cordon.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Racing;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.BreakingPoint;
import io.cordon.work.Then;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Processes that die at any point, that carry on too late, and that run at the same time. */
class RunnerCrashTest {
  private Scene scene = new Scene();

  private void breakAt(Runnable point) {
    scene.rig.table.faults().atEveryPoint(point);
    scene.rig.evidence.faults().atEveryPoint(point);
    scene.switches.atEveryPoint(point);
  }

  private void mend() {
    breakAt(() -> {});
  }

  /** What must be true of a finished action, however it came about. */
  private void assertDone(String id) {
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(of(id, Fact.ActionStarted.class)).hasSize(1);
    assertThat(of(id, Fact.ActionDone.class)).hasSize(1);
    assertThat(of(id, Fact.ChangeVerified.class)).doesNotHaveDuplicates();
    assertThat(of(id, Fact.ChangeVerified.class)).hasSameSizeAs(scene.action(id).changes());
  }

  /** The same, and that nobody told of a change twice. */
  private void assertDoneOnce(String id, String... calls) {
    assertDone(id);
    assertThat(scene.switches.calls()).containsExactly(calls);
    assertThat(of(id, Fact.ChangeApplied.class))
        .extracting(Fact.ChangeApplied::change)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(scene.action(id).changes());
  }

  private <F extends Fact.OfAction> List<F> of(String id, Class<F> kind) {
    return scene.facts(kind).stream().filter(f -> f.action().equals(id)).toList();
  }

  /** The calls of which the ledger tells, by the id that AWS gave them. */
  private List<String> toldCalls() {
    return scene.facts(Fact.ChangeApplied.class).stream()
        .map(Fact.ChangeApplied::requestId)
        .filter(request -> !request.isEmpty())
        .toList();
  }

  @Test
  void aDeathAtAnyPointLosesNothingAndDoublesNothing() {
    for (int point = 1; ; point++) {
      scene = new Scene();
      scene.switches.off("a", "b").needs("b", "a");
      var id = scene.request();
      if (!runDying(point, id)) {
        assertThat(point).isGreaterThan(40);
        return;
      }
      var next = scene.runner(scene.rig.anotherProcess());

      assertThat(next.run(scene.key, id)).isInstanceOf(Then.Done.class);

      assertDoneOnce(id, "a=on", "b=on");
    }
  }

  @Test
  void aDeathAtAnyPointOfAnUndoLosesNothingAndDoublesNothing() {
    for (int point = 1; ; point++) {
      scene = new Scene();
      scene.switches.off("a", "b");
      var id = scene.request();
      scene.runToTheEnd(id);
      var undo = scene.request(id);
      if (!runDying(point, undo)) {
        assertThat(point).isGreaterThan(40);
        return;
      }

      scene.runner(scene.rig.anotherProcess()).run(scene.key, undo);

      assertDoneOnce(undo, "a=on", "b=on", "b=off", "a=off");
      assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
    }
  }

  /** Runs until the process dies; false if it came to the end before. */
  private boolean runDying(int point, String id) {
    var death = new BreakingPoint(point);
    breakAt(death);
    try {
      scene.run(id);
    } catch (BreakingPoint.Died _) {
      assertNothingFalse(id);
    }
    mend();
    return death.wasReached();
  }

  private void assertNothingFalse(String id) {
    mend();
    var calls = scene.switches.calls().size();
    var facts = scene.facts(Fact.ChangeApplied.class).size();
    assertThat(facts).isLessThanOrEqualTo(calls);
    if (calls > 0) {
      assertThat(scene.rig.evidence.keys()).anyMatch(k -> k.endsWith("A-1/before.json"));
      assertThat(scene.facts(Fact.ActionStarted.class)).isNotEmpty();
    }
    if (scene.action(id).stage() == Stage.DONE) {
      assertThat(scene.action(id).verified()).hasSize(2);
    }
  }

  @Test
  void anyNumberOfDeathsOneAfterTheOtherLoseNothingAndDoubleNothing() {
    scene.switches.off("a", "b", "c");
    var id = scene.request();
    for (int point = 1; scene.action(id).stage() != Stage.DONE; point++) {
      breakAt(new BreakingPoint(1 + point / 2));
      try {
        scene.runner(scene.rig.anotherProcess()).run(scene.key, id);
      } catch (BreakingPoint.Died _) {
        // The next process comes a little further.
      }
      mend();
    }

    assertDoneOnce(id, "a=on", "b=on", "c=on");
  }

  /**
   * Stops a process at a point of its run, does something else, and lets it carry on.
   *
   * @return whether it came to that point
   */
  private boolean interleave(int point, String id, Runnable meanwhile) {
    var passed = new AtomicInteger();
    breakAt(() -> {
      if (passed.incrementAndGet() == point) {
        mend();
        meanwhile.run();
      }
    });
    step(scene.runner, id);
    mend();
    return passed.get() >= point;
  }

  @Test
  void aProcessThatWasAwayWhileAnotherFinishedDoesNothingMore() {
    for (int point = 1; ; point++) {
      scene = new Scene();
      scene.switches.off("a", "b").needs("b", "a");
      var id = scene.request();
      var other = scene.runner(scene.rig.anotherProcess());

      if (!interleave(point, id, () -> other.run(scene.key, id))) {
        assertThat(point).isGreaterThan(40);
        return;
      }

      assertDone(id);
      assertThat(scene.switches.calls()).containsExactly("a=on", "b=on");
      assertThat(toldCalls()).containsExactlyInAnyOrder("req-1", "req-2");
    }
  }

  /**
   * The worst case: whoever was away comes back when the action has been done and undone. It must
   * not go on; only a call that was already on its way may still be made, and then the ledger tells
   * of it.
   */
  @Test
  void aProcessThatWasAwayWhileAnotherFinishedAndUndidDoesNothingUntold() {
    var worst = 0;
    for (int point = 1; ; point++) {
      scene = new Scene();
      scene.switches.off("a", "b").needs("b", "a");
      var id = scene.request();
      var other = scene.runner(scene.rig.anotherProcess());
      Runnable doneAndUndone =
          () -> {
            other.run(scene.key, id);
            other.run(scene.key, scene.request(id));
          };

      if (!interleave(point, id, doneAndUndone)) {
        assertThat(worst).isEqualTo(1);
        return;
      }

      var late = scene.switches.calls().size() - 4;
      worst = Math.max(worst, late);
      assertThat(late).as("late calls at point %s", point).isBetween(0, 1);
      assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
      assertThat(toldCalls()).doesNotHaveDuplicates().hasSize(4 + late);
    }
  }

  @Test
  void anActionThatWasCalledOffWhileItWasPlannedChangesNothing() {
    scene.switches.off("a");
    var id = scene.request();

    // Before the plan: the action was read as requested, and nothing was saved yet.
    interleave(4, id, () -> scene.rig.append(scene.key, Scene.ANN, new Fact.ActionWithdrawn(id)));

    assertThat(scene.switches.calls()).isEmpty();
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DROPPED);
    assertThat(scene.facts(Fact.ActionStarted.class)).isEmpty();
    assertThat(scene.rig.evidence.keys()).noneMatch(k -> k.endsWith("after.json"));
  }

  @Test
  void aPlanThatFindsAllDoneByTheOtherDoesNotEndTheOthersRun() {
    scene.switches.off("a");
    var id = scene.request();
    var other = scene.runner(scene.rig.anotherProcess());
    scene.switches.isSeenAs("a", new Observation.Pending("10 %"));
    // The other has set the switch and waits for it; this one plans only now.
    var passed = new int[] {0};
    scene.switches.atEveryPoint(() -> {
      if (++passed[0] == 1) {
        assertThat(other.run(scene.key, id)).isInstanceOf(Then.Again.class);
      }
    });
    scene.run(id);
    scene.switches.atEveryPoint(() -> {});

    other.run(scene.key, id);

    assertDoneOnce(id, "a=on");
    assertThat(scene.facts(Fact.ActionNeedless.class)).isEmpty();
  }

  @Test
  void ofManyProcessesAtOnceEachChangeIsInTheLedgerOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      scene = new Scene();
      scene.switches.off("a", "b", "c").needs("b", "a");
      var id = scene.request();
      var runners =
          List.of(
              scene.runner,
              scene.runner(scene.rig.anotherProcess()),
              scene.runner(scene.rig.anotherProcess()));
      Racing.many(
          3,
          n -> {
            for (int i = 0; i < 3; i++) {
              step(runners.get(n), id);
            }
            return true;
          });

      scene.run(id);

      assertDone(id);
      assertThat(scene.switches.calls()).containsExactlyInAnyOrder("a=on", "b=on", "c=on");
      assertThat(toldCalls()).doesNotHaveDuplicates();
    }
  }

  private void step(Runner runner, String id) {
    try {
      runner.run(scene.key, id);
    } catch (Evidence.Different _) {
      // Two planned at once; the next step finds the plan that counts.
    }
  }
}
