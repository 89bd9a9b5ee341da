package io.cordon.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.work.Then;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What needs others' consent runs only with it, and only as it was agreed to. */
class ConsentTest {
  private static final Actor BEN = Actor.person("U2", "Ben");
  private static final Duration EXPIRY = Duration.ofMinutes(15);

  private final Scene scene = new Scene();
  private final Rig rig = scene.rig;
  private final Switches switches = scene.switches.off("a", "b");

  private String ask() {
    var id = rig.state(scene.key).nextAction();
    rig.append(
        scene.key,
        Scene.ANN,
        new Fact.ActionRequested(
            id,
            Switches.NAME,
            Danger.C,
            Rig.WEB,
            "reason",
            Map.of(),
            1,
            null,
            rig.clock.instant().plus(EXPIRY)));
    return id;
  }

  private String askedAndPlanned() {
    var id = ask();
    assertThat(scene.run(id)).isEqualTo(new Then.Done());
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PENDING);
    return id;
  }

  private void approve(String id) {
    var planned = Objects.requireNonNull(scene.action(id).consent().planned());
    rig.append(scene.key, BEN, new Fact.ActionApproved(id, planned.digest()));
  }

  private void theBucketIsAway() {
    rig.evidence.faults().breakWrites(Kind.BEFORE, 1_000);
    rig.evidence.faults().breakReads(1_000);
  }

  @Test
  void itIsPlannedAndNothingIsChangedUntilOthersAgree() {
    var id = askedAndPlanned();

    assertThat(scene.run(id)).isEqualTo(new Then.Done());

    assertThat(scene.kinds()).containsExactly("action.requested", "action.planned");
    assertThat(switches.calls()).isEmpty();
  }

  @Test
  void whenTheyHaveAgreedItRuns() {
    var id = askedAndPlanned();
    approve(id);

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
  }

  @Test
  void whereThereIsNothingToDoNobodyIsAsked() {
    switches.set("a", "on");
    switches.set("b", "on");
    var id = ask();

    scene.run(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.NEEDLESS);
  }

  @Test
  void whereItCannotBeDoneNobodyIsAsked() {
    switches.isImpossible(new Failure("x", "Gone", "", "", "id"));
    var id = ask();

    scene.run(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.FAILED);
  }

  @Test
  void whatChangedSinceVoidsItAndTheDifferenceIsTold() {
    var id = askedAndPlanned();
    approve(id);
    switches.off("c");

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DROPPED);
    assertThat(scene.facts(Fact.ActionVoided.class))
        .singleElement()
        .satisfies(
            fact -> assertThat(fact.difference()).isEqualTo("c switch came in addition: off → on"));
    assertThat(switches.calls()).isEmpty();
  }

  @Test
  void itExpiresBetweenApprovalAndExecution() {
    var id = askedAndPlanned();
    rig.clock.tick(EXPIRY.minusSeconds(1));
    approve(id);
    rig.clock.tick(Duration.ofSeconds(1));

    scene.runToTheEnd(id);

    assertThat(scene.kinds())
        .containsExactly("action.requested", "action.planned", "action.approved", "action.expired");
    assertThat(switches.calls()).isEmpty();
  }

  @Test
  void whatHasBegunInTimeIsCarriedOnAfterItsTime() {
    var id = askedAndPlanned();
    approve(id);
    switches.failsBefore("b", Switches.throttled());
    scene.run(id);
    rig.clock.tick(EXPIRY);

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void whatIsLookedAtAgainAfterACrashIsPlannedAnewAndNotTakenFromTheFile() {
    var id = askedAndPlanned();
    approve(id);
    // The state before was saved; the process died before the ledger told so.
    var order = new Order(scene.key, id, Rig.WEB, Scene.ANN, "reason", scene.action(id).by().at());
    var plan = (Plan.Ready) switches.plan(order);
    new States(rig.evidence).saveBefore(order, scene.action(id), plan);
    switches.off("c");

    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ActionVoided.class)).hasSize(1);
    assertThat(switches.calls()).isEmpty();
  }

  @Test
  void newsThatChangeNothingDoNotVoidIt() {
    var id = askedAndPlanned();
    approve(id);
    rig.append(scene.key, BEN, new Fact.CaseNoted("looking at it"));

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void brokenGlassRunsWithoutConsentButNotWithoutLookingAgain() {
    var id = askedAndPlanned();
    rig.append(scene.key, Scene.ANN, new Fact.ActionForced(id, "d", "nobody answers"));
    switches.off("c");

    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ActionVoided.class)).hasSize(1);
  }

  @Test
  void withoutARecordItWaitsEvenWithConsent() {
    var id = askedAndPlanned();
    approve(id);
    theBucketIsAway();

    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);

    assertThat(scene.action(id).isWaiting()).isTrue();
    assertThat(switches.calls()).isEmpty();
  }

  @Test
  void brokenGlassRunsWithoutARecordAndItsEndWaitsForIt() {
    var id = askedAndPlanned();
    approve(id);
    theBucketIsAway();
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    rig.append(scene.key, Scene.ANN, new Fact.ActionForced(id, "d", "nobody answers"));

    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
    assertThat(scene.action(id).before()).isNull();

    rig.evidence.faults().mend();
    scene.runToTheEnd(id);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(scene.kinds())
        .containsSubsequence("action.waiting", "action.forced", "action.started", "action.done");
  }
}
