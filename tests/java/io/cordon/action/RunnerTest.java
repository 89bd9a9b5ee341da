package io.cordon.action;

import static io.cordon.action.Switches.denied;
import static io.cordon.action.Switches.noAnswer;
import static io.cordon.action.Switches.throttled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Rig;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Failure;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Due;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class RunnerTest {
  private static final Failure WHY = new Failure("x:Get", "NotThere", "gone", "r", "id");

  private final Scene scene = new Scene();
  private final Rig rig = scene.rig;
  private final Switches switches = scene.switches;
  private boolean broken;

  private String after(String id) {
    return rig.evidence
        .read("cases/" + scene.key + "/actions/" + id + "/after.json")
        .map(bytes -> new String(bytes, UTF_8))
        .orElseThrow();
  }

  private Failure failure(String id) {
    return Optional.ofNullable(scene.action(id).failure()).orElseThrow();
  }

  @Test
  void makesEveryChangeInOrderReadsItBackAndSaysDone() {
    switches.off("a", "b");
    var id = scene.request();

    assertThat(scene.run(id)).isInstanceOf(Then.Done.class);

    assertThat(switches.calls()).containsExactly("a=on", "b=on");
    assertThat(scene.kinds())
        .containsExactly(
            "action.requested",
            "action.started",
            "change.applied",
            "change.verified",
            "change.applied",
            "change.verified",
            "action.done");
    assertThat(scene.facts(Fact.ChangeApplied.class))
        .extracting(Fact.ChangeApplied::requestId)
        .containsExactly("req-1", "req-2");
    assertThat(after(id)).contains("\"verified\":[\"c-a\",\"c-b\"]").doesNotContain("missing");
  }

  @Test
  void savesTheStateBeforeAndTheIntentInTheBucketBeforeTheFirstChange() {
    switches.off("a");
    var id = scene.request();
    switches.failsBefore("a", throttled());

    scene.run(id);

    assertThat(switches.calls()).isEmpty();
    assertThat(rig.evidence.keys().getFirst()).endsWith("/actions/A-1/before.json");
    var segments = rig.evidence.keys().stream().filter(k -> k.contains("/ledger/")).toList();
    assertThat(new String(rig.evidence.read(segments.getLast()).orElseThrow(), UTF_8))
        .contains("\"kind\":\"action.started\"");
  }

  @Test
  void theStateBeforeTellsWhatWasSeenAndWhoAsked() {
    switches.off("a");
    scene.runToTheEnd(scene.request());

    var before =
        new String(
            rig.evidence.read("cases/IR-2026-001/actions/A-1/before.json").orElseThrow(), UTF_8);

    assertThat(before)
        .contains("\"before\":[\"off\"]", "\"after\":[\"on\"]", "\"observed\":{\"a\":\"off\"}")
        .contains("\"requestedBy\":{\"id\":\"U1\",\"name\":\"Ann\",\"type\":\"slack\"}")
        .contains("\"reason\":\"reason\"", "\"id\":\"i-0ab12cd34ef567890\"");
  }

  @Test
  void changesNothingWhileTheBucketCannotBeWritten() {
    switches.off("a");
    var id = scene.request();
    rig.evidence.faults().breakWrites(Kind.BEFORE, 1);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    assertThat(scene.kinds()).containsExactly("action.requested", "action.waiting");

    // The state before is saved, and then the ledger cannot be copied.
    rig.evidence.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    rig.evidence.faults().breakWrites(Kind.AFTER, 2);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    assertThat(switches.calls()).isEmpty();

    rig.evidence.faults().mend();
    scene.runToTheEnd(id);
    assertThat(switches.calls()).containsExactly("a=on");
  }

  @Test
  void tellsOnceThatItWaitsForTheBucketAndGoesOnWhenThatAnswers() {
    switches.off("a");
    var id = scene.request();
    rig.evidence.faults().breakWrites(Kind.BEFORE, 3);
    for (int n = 0; n < 3; n++) {
      assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    }
    assertThat(scene.kinds()).containsExactly("action.requested", "action.waiting");
    assertThat(scene.action(id).isWaiting()).isTrue();
    assertThat(failure(id).error()).isEqualTo("NoRecord");

    scene.runToTheEnd(id);

    assertThat(scene.kinds()).containsOnlyOnce("action.waiting").endsWith("action.done");
    assertThat(scene.action(id).failure()).isNull();
    assertThat(switches.calls()).containsExactly("a=on");
  }

  @Test
  void tellsOfEachWaitAndNeverThatNothingWasChangedOnceItStarted() {
    switches.off("a");
    var id = scene.request();
    rig.evidence.faults().breakWrites(Kind.BEFORE, 1);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    // The state after cannot be saved, when all is made and read back.
    rig.table.faults().atEveryPoint(this::breakTheBucketOnceTheChangeIsVerified);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);
    rig.table.faults().mend();
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(Evidence.Unavailable.class);

    rig.evidence.faults().mend();
    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ActionWaiting.class))
        .extracting(f -> f.failure().error())
        .containsExactly("NoRecord", "NoRecordMidway");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(scene.action(id).failure()).isNull();
  }

  private void breakTheBucketOnceTheChangeIsVerified() {
    if (switches.calls().size() == 1 && !broken) {
      broken = true;
      rig.evidence.faults().breakWrites(Kind.BEFORE, 2);
    }
  }

  @Test
  void makesACheckpointDueWhenItEnds() {
    switches.off("a");

    scene.runToTheEnd(scene.request());

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .contains(new Due.Checkpoint(scene.key));
  }

  @Test
  void saysThatNothingHadToBeDone() {
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.kinds()).containsExactly("action.requested", "action.needless");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.NEEDLESS);
    assertThat(rig.evidence.keys()).noneMatch(k -> k.contains("/actions/"));
  }

  @Test
  void saysWhyItCannotBeDone() {
    switches.isImpossible(WHY);
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.kinds()).containsExactly("action.requested", "action.failed");
    assertThat(failure(id)).isEqualTo(WHY);
  }

  @Test
  void runsNothingThatHasEnded() {
    switches.off("a");
    var id = scene.request();
    rig.append(scene.key, Scene.ANN, new Fact.ActionWithdrawn(id));

    assertThat(scene.run(id)).isInstanceOf(Then.Done.class);

    assertThat(switches.calls()).isEmpty();
    assertThat(rig.evidence.keys()).isEmpty();
  }

  @Test
  void plansAgainWhenAwsIsTooBusy() {
    switches.off("a");
    switches.planFails(throttled());
    var id = scene.request();

    assertThat(scene.run(id)).isInstanceOf(Then.Again.class);
    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void failsWhenItMayNotEvenLook() {
    switches.off("a");
    switches.planFails(denied());
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.kinds()).containsExactly("action.requested", "action.failed");
    assertThat(failure(id))
        .isEqualTo(
            new Failure(
                "plan",
                "UnauthorizedOperation",
                "UnauthorizedOperation!",
                "req-UnauthorizedOperation",
                "id"));
  }

  @Test
  void doesNotPlanForEver() {
    switches.off("a");
    for (int n = 0; n < 100; n++) {
      switches.planFails(throttled());
    }
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(failure(id).error()).isEqualTo("RequestLimitExceeded");
  }

  @Test
  void aMistakeOfOursEndsTheActionInsteadOfRepeatingItForEver() {
    switches.off("a", "b");
    switches.failsBefore("a", new IllegalStateException("a mistake"));
    var id = scene.request();
    scene.runToTheEnd(id);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
    assertThat(failure(id).error()).isEqualTo("Unexpected");

    switches.set("b", "off");
    switches.planFails(new IllegalStateException("another"));
    var second = scene.request();
    scene.runToTheEnd(second);
    assertThat(failure(second).error()).isEqualTo("Unexpected");
  }

  @Test
  void saysWhichPartWasDone() {
    switches.off("a", "b", "c");
    switches.failsBefore("b", denied());
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ActionPartial.class))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.done()).isEqualTo(2);
          assertThat(f.of()).isEqualTo(3);
          assertThat(f.failure().call()).isEqualTo("x:Set");
          assertThat(f.failure().error()).isEqualTo("UnauthorizedOperation");
        });
    assertThat(switches.calls()).containsExactly("a=on", "c=on");
    assertThat(after(id)).contains("\"missing\":{", "\"verified\":[\"c-a\",\"c-c\"]");
    assertThat(scene.action(id).confirmed()).hasSize(2);
  }

  @Test
  void doesNotMakeWhatNeedsAFailedChange() {
    switches.off("a", "b", "c").needs("b", "a").needs("c", "b");
    switches.failsBefore("a", denied());
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(switches.calls()).isEmpty();
    assertThat(scene.kinds())
        .containsExactly(
            "action.requested",
            "action.started",
            "change.failed",
            "change.failed",
            "change.failed",
            "action.failed");
  }

  @Test
  void doesNotMakeWhatNeedsAChangeThatIsNotSeenYet() {
    switches.off("a", "b").needs("b", "a");
    switches.isSeenAs("a", new Observation.Is(List.of("off")));
    var id = scene.request();

    assertThat(scene.run(id)).isInstanceOf(Then.Again.class);
    assertThat(switches.calls()).containsExactly("a=on");

    scene.runToTheEnd(id);
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void waitsUntilAwsShowsTheChange() {
    switches.off("a");
    switches.isSeenAs(
        "a",
        new Observation.Is(List.of("off")),
        new Observation.Pending("43 %"),
        new Observation.Is(List.of()));
    var id = scene.request();

    assertThat(scene.run(id))
        .isInstanceOfSatisfying(
            Then.Again.class,
            again ->
                assertThat(again.at())
                    .isBetween(Rig.START.plusMillis(2_500), Rig.START.plusSeconds(5)));
    assertThat(scene.action(id).stage()).isEqualTo(Stage.STARTED);
    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(switches.calls()).containsExactly("a=on");
    assertThat(scene.facts(Fact.ChangeApplied.class)).hasSize(1);
  }

  @Test
  void waitsAsLongAsAwsSaysThatItIsAtIt() {
    switches.off("a");
    var hour = Collections.nCopies(720, new Observation.Pending("1 %"));
    switches.isSeenAs("a", hour.toArray(Observation[]::new));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(Duration.between(Rig.START, rig.clock.instant()))
        .isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
  }

  @Test
  void neverSaysDoneOfWhatWasNotKept() {
    switches.off("a");
    var notKept = Collections.nCopies(100, new Observation.Is(List.of("off")));
    switches.isSeenAs("a", notKept.toArray(Observation[]::new));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.kinds()).doesNotContain("change.verified", "action.done");
    assertThat(failure(id).error()).isEqualTo("NotKept");
    assertThat(failure(id).message()).isEqualTo("off");
  }

  @Test
  void givesAChangeThatWasMadeLateTheSameTimeToShow() {
    switches.off("a", "b").needs("b", "a");
    var twoMinutes = Collections.nCopies(23, new Observation.Is(List.of("off")));
    switches.isSeenAs("a", twoMinutes.toArray(Observation[]::new));
    switches.isSeenAs("b", twoMinutes.toArray(Observation[]::new));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void saysThatWhatItChangedIsGone() {
    switches.off("a", "b");
    switches.isSeenAs("a", new Observation.Lost("a was deleted"));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
    assertThat(failure(id).message()).isEqualTo("a was deleted");
  }

  @Test
  void doesNotTryAgainWhatFailedForGoodWhileItWaitsForTheRest() {
    switches.off("a", "b");
    switches.failsBefore("a", denied(), denied(), denied());
    switches.isSeenAs("b", new Observation.Pending(""), new Observation.Pending(""));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ChangeFailed.class)).hasSize(1);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
  }

  @Test
  void makesAChangeOnceThoughTheAnswerWasLost() {
    switches.off("a");
    switches.failsAfter("a", noAnswer());
    var id = scene.request();

    assertThat(scene.run(id)).isInstanceOf(Then.Again.class);
    assertThat(scene.kinds()).containsExactly("action.requested", "action.started");
    scene.runToTheEnd(id);

    assertThat(switches.calls()).containsExactly("a=on");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void saysThatAwsGaveNoAnswerWhenItGivesUp() {
    switches.off("a");
    switches.failsBefore(
        "a", Collections.nCopies(100, noAnswer()).toArray(RuntimeException[]::new));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(failure(id).error()).isEqualTo("NoAnswer");
    assertThat(Duration.between(Rig.START, rig.clock.instant()))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(2).plusSeconds(5));
  }

  @Test
  void aProcessThatHasJustBegunIsPatientToo() {
    switches.off("a");
    switches.failsBefore("a", throttled(), throttled());
    var id = scene.request();
    scene.run(id);
    rig.clock.tick(Duration.ofHours(1));
    var restarted = scene.runner(rig.anotherProcess());

    assertThat(restarted.run(scene.key, id)).isInstanceOf(Then.Again.class);
    restarted.run(scene.key, id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void readsBackAgainWhenAwsIsTooBusy() {
    switches.off("a");
    switches.readingFails("a", throttled(), noAnswer(), Switches.error(503, "Unavailable"));
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(switches.calls()).containsExactly("a=on");
  }

  @Test
  void whatCannotBeReadBackIsNotCalledDone() {
    switches.off("a");
    switches.readingFails("a", denied());
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.FAILED);
    assertThat(scene.action(id).canBeUndone()).isTrue();
  }

  @Test
  void beingToldToStopSaysNothingOfTheAction() {
    switches.off("a");
    switches.failsAfter("a", AbortedException.create("stopped"));
    var id = scene.request();

    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(AbortedException.class);
    assertThat(scene.kinds()).containsExactly("action.requested", "action.started");

    scene.runToTheEnd(id);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(switches.calls()).containsExactly("a=on");
  }

  @Test
  void isPartlyDoneWhenTheWholeIsNotAsItShouldBe() {
    switches.off("a");
    switches.isIncomplete(WHY);
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.facts(Fact.ActionPartial.class))
        .singleElement()
        .satisfies(f -> assertThat(f.failure()).isEqualTo(WHY));
    assertThat(scene.kinds()).doesNotContain("action.done");
  }

  @Test
  void asksAgainWhetherTheWholeIsAsItShouldBe() {
    switches.off("a");
    switches.confirmFails(throttled());
    var id = scene.request();

    assertThat(scene.run(id)).isInstanceOf(Then.Again.class);
    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void isNotDoneWhenNobodySaysWhetherTheWholeIsAsItShouldBe() {
    switches.off("a");
    switches.confirmFails(denied());
    var id = scene.request();

    scene.runToTheEnd(id);

    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
    assertThat(failure(id).call()).isEqualTo("confirm");
  }

  @Test
  void theLedgerTellsOfTheSameEndAsTheFileThatWasSavedFirst() {
    switches.off("a");
    switches.isIncomplete(WHY);
    var id = scene.request();
    // Dies before the end is in the ledger; then the whole is as it should be.
    rig.table.faults().atEveryPoint(this::dieOnceTheStateAfterIsSaved);
    assertThatThrownBy(() -> scene.run(id)).isInstanceOf(IllegalStateException.class);
    rig.table.faults().mend();

    scene.runToTheEnd(id);

    assertThat(after(id)).contains("\"missing\":{");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
    assertThat(failure(id)).isEqualTo(WHY);
  }

  private void dieOnceTheStateAfterIsSaved() {
    if (rig.evidence.keys().stream().anyMatch(k -> k.endsWith("after.json"))) {
      throw new IllegalStateException("died");
    }
  }

  @Test
  void aChangeThatNoSessionCouldMakeIsToldBeforeTheFirstIsMade() {
    switches.off("a", "b");
    switches.takes("b", new SessionPolicy("x".repeat(2_049)));
    var id = scene.request();

    scene.run(id);

    assertThat(switches.calls()).isEmpty();
    assertThat(scene.kinds()).containsExactly("action.requested", "action.failed");
    assertThat(failure(id).call()).isEqualTo("sts:AssumeRole");
    assertThat(failure(id).error()).isEqualTo("PolicyTooLong");
    assertThat(failure(id).message()).contains("2049 of 2048");
  }
}
