package io.cordon.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.FakeAws;
import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.action.Requests.Outcome;
import io.cordon.approval.Policy;
import io.cordon.change.Danger;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Person BEN = new Person("U2", "T1", "Ben");
  private static final Target OTHER =
      new Target.Instance("111122223333", "eu-west-1", "i-0fffffffffffffff0");

  private final Scene scene = new Scene();
  private final Rig rig = scene.rig;
  private final CaseKey key = scene.key;
  private final Switches switches = scene.switches.off("a");
  private final Requests requests = requests(rig, Map.of());
  private final AtomicInteger claims = new AtomicInteger();

  private Requests requests(Rig process, Map<Danger, Integer> approvals) {
    return new Requests(
        process.ledger,
        new Actions(List.of(switches)),
        new FakeAws(Rig.WEB.scope()),
        Policy.of(approvals),
        process.clock);
  }

  private Requests.Ask ask(Person person, @Nullable String undoes, String claim) {
    return new Requests.Ask(person, Switches.NAME, Rig.WEB, "a good reason", undoes, claim);
  }

  private Outcome request(Person person) {
    return requests.request(key, ask(person, null, "claim " + claims.incrementAndGet()));
  }

  private Outcome undo(Person person, String undoes) {
    return requests.request(key, ask(person, undoes, "claim " + claims.incrementAndGet()));
  }

  private static Refusal refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused -> refused.refusal();
      case Outcome.Requested requested -> throw new AssertionError("requested: " + requested);
    };
  }

  private static String id(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Requested requested -> requested.action();
      case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  private Fact.ActionRefused lastRefused() {
    return scene.facts(Fact.ActionRefused.class).getLast();
  }

  private String done() {
    var id = id(request(ANN));
    scene.runToTheEnd(id);
    return id;
  }

  @Test
  void aRequestIsInTheLedgerAndItsRunIsDue() {
    var outcome = request(ANN);

    assertThat(outcome).isEqualTo(new Outcome.Requested(key, "A-1"));
    assertThat(scene.action("A-1").by().actor()).isEqualTo(ANN.actor());
    assertThat(scene.action("A-1").request())
        .isEqualTo(
            new Fact.ActionRequested(
                "A-1", Switches.NAME, Danger.C, Rig.WEB, "a good reason", Map.of(), 0, null));
    assertThat(rig.work.pending()).extracting(Work.Pending::due).contains(new Due.Run(key, "A-1"));
  }

  @Test
  void theSameClickDeliveredAgainGetsTheAnswerOfTheFirst() {
    var first = requests.request(key, ask(ANN, null, "click 1"));
    scene.runToTheEnd("A-1");
    undo(BEN, "A-1");

    var again = requests(rig.anotherProcess(), Map.of()).request(key, ask(ANN, null, "click 1"));

    assertThat(again).isEqualTo(first).isEqualTo(new Outcome.Requested(key, "A-1"));
    assertThat(rig.state(key).actions()).hasSize(2);
  }

  @Test
  void aRefusedClickDeliveredAgainIsRefusedThoughItWouldBeTakenNow() {
    var first = id(request(BEN));
    var refused = requests.request(key, ask(ANN, null, "click 1"));
    scene.runToTheEnd(first);
    scene.runToTheEnd(id(undo(BEN, first)));

    var again = requests.request(key, ask(ANN, null, "click 1"));

    assertThat(refusal(again).reason()).isEqualTo(refusal(refused).reason());
    assertThat(refusal(again).detail()).isEqualTo(first);
    assertThat(refusal(again).first()).isNotNull();
    assertThat(scene.facts(Fact.ActionRefused.class)).hasSize(1);
    assertThat(rig.state(key).openActions()).isEmpty();
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
    var other = requests(rig.anotherProcess(), Map.of());

    var outcomes =
        Racing.many(
            16,
            n ->
                (n % 2 == 0 ? requests : other)
                    .request(key, ask(n % 3 == 0 ? ANN : BEN, null, "click " + n)));

    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Requested).hasSize(1);
    assertThat(outcomes)
        .filteredOn(o -> o instanceof Outcome.Refused)
        .allSatisfy(o -> assertThat(refusal(o).reason()).isEqualTo(Reason.ALREADY_UNDER_WAY));
    assertThat(rig.state(key).actions()).hasSize(1);
    assertThat(scene.facts(Fact.ActionRefused.class)).hasSize(15);
  }

  @Test
  void ofOneClickDeliveredManyTimesAtOnceAllGetTheSameAnswer() throws Exception {
    var outcomes = Racing.many(8, _ -> requests.request(key, ask(ANN, null, "click 1")));

    assertThat(outcomes).containsOnly(new Outcome.Requested(key, "A-1"));
    assertThat(rig.state(key).actions()).hasSize(1);
    assertThat(scene.facts(Fact.ActionRefused.class)).isEmpty();
  }

  @Test
  void isRefusedAndRecordedWhileTheSameIsUnderWay() {
    request(ANN);

    var refusal = refusal(request(BEN));

    assertThat(refusal.reason()).isEqualTo(Reason.ALREADY_UNDER_WAY);
    assertThat(refusal.detail()).isEqualTo("A-1");
    assertThat(refusal.first()).isEqualTo(scene.action("A-1").by());
    assertThat(lastRefused())
        .isEqualTo(
            new Fact.ActionRefused(
                Switches.NAME, "already-under-way", "A-1 U1 2026-11-24T10:05:40.123Z"));
  }

  @Test
  void isRefusedWhenItHoldsAlready() {
    done();

    assertThat(refusal(request(BEN)).reason()).isEqualTo(Reason.ALREADY_DONE);
  }

  @Test
  void mayBeAskedForAgainWhenItDidNotHoldOrHoldsNoLonger() {
    switches.failsBefore("a", Switches.denied());
    assertThat(scene.action(done()).stage()).isEqualTo(Stage.FAILED);

    var second = done();
    assertThat(scene.action(second).stage()).isEqualTo(Stage.DONE);
    scene.runToTheEnd(id(undo(BEN, second)));

    assertThat(id(request(ANN))).isEqualTo("A-4");
  }

  @Test
  void mayBeAskedForAgainWhenNothingHadToBeDone() {
    switches.set("a", "on");
    assertThat(scene.action(done()).stage()).isEqualTo(Stage.NEEDLESS);

    assertThat(request(BEN)).isInstanceOf(Outcome.Requested.class);
  }

  @Test
  void isRefusedWhileItsUndoIsUnderWay() {
    switches.off("b").failsBefore("b", Switches.denied());
    var id = done();
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);
    undo(ANN, id);

    assertThat(refusal(request(BEN)).reason()).isEqualTo(Reason.ALREADY_UNDER_WAY);
  }

  @Test
  void itsUndoIsRefusedWhileTheSameIsUnderWayAgain() {
    switches.off("b").failsBefore("b", Switches.denied());
    var id = done();
    request(BEN);

    assertThat(refusal(undo(ANN, id)).reason()).isEqualTo(Reason.ALREADY_UNDER_WAY);
  }

  @Test
  void isUndoneOnce() {
    var id = done();
    var undo = id(undo(ANN, id));
    assertThat(refusal(undo(BEN, id)).reason()).isEqualTo(Reason.ALREADY_UNDER_WAY);

    scene.runToTheEnd(undo);

    var late = refusal(undo(BEN, id));
    assertThat(late.reason()).isEqualTo(Reason.ALREADY_UNDONE);
    assertThat(late.detail()).isEqualTo(undo);
    assertThat(late.first()).isNotNull();
    assertThat(refusal(undo(BEN, undo)).reason()).isEqualTo(Reason.NOTHING_TO_UNDO);
    assertThat(refusal(undo(BEN, "A-99")).reason()).isEqualTo(Reason.NOTHING_TO_UNDO);
  }

  @Test
  void anUndoIsOfTheSameActionOnTheSameTarget() {
    var id = done();
    var elsewhere =
        new Requests.Ask(BEN, Switches.NAME, OTHER, "a good reason", id, "claim elsewhere");

    assertThat(refusal(requests.request(key, elsewhere)).reason())
        .isEqualTo(Reason.NOTHING_TO_UNDO);
  }

  @Test
  void anotherTargetIsAnotherAction() {
    request(ANN);

    var other = new Requests.Ask(BEN, Switches.NAME, OTHER, "a good reason", null, "claim other");

    assertThat(requests.request(key, other)).isInstanceOf(Outcome.Requested.class);
  }

  @Test
  void isRefusedInAClosedCase() {
    rig.append(key, ANN.actor(), new Fact.CaseClosed("false positive", ""));

    assertThat(refusal(request(BEN))).isEqualTo(new Refusal(Reason.CASE_CLOSED, key.text()));
    assertThat(lastRefused().reason()).isEqualTo("case-closed");
  }

  @Test
  void isRefusedOutsideOfTheConfiguredAccountsAndRegions() {
    var target = new Target.Instance("999900001111", "eu-west-1", "i-0ab12cd34ef567890");
    var ask = new Requests.Ask(ANN, Switches.NAME, target, "a good reason", null, "claim");

    assertThat(refusal(requests.request(key, ask)))
        .isEqualTo(new Refusal(Reason.NOT_CONFIGURED, "999900001111 eu-west-1"));
  }

  @Test
  void isRefusedIfThereIsNoSuchAction() {
    var ask = new Requests.Ask(ANN, "paint", Rig.WEB, "a good reason", null, "claim");

    assertThat(refusal(requests.request(key, ask)))
        .isEqualTo(new Refusal(Reason.NO_ACTION, "paint"));
    assertThat(lastRefused().attempt()).isEqualTo("paint");
  }

  @Test
  void whatNeedsApprovalIsTakenAndSaysHowManyMustAgreeAndUntilWhen() {
    var strict = requests(rig, Map.of(Danger.C, 2));

    assertThat(id(strict.request(key, ask(ANN, null, "claim")))).isEqualTo("A-1");

    var request = scene.action("A-1").request();
    assertThat(request.approvals()).isEqualTo(2);
    assertThat(request.expires()).isEqualTo(Rig.START.plus(Duration.ofMinutes(15)));
    assertThat(rig.work.pending()).extracting(Work.Pending::due).contains(new Due.Run(key, "A-1"));
  }

  @Test
  void isRefusedWhileTheSameWaitsForApproval() {
    var strict = requests(rig, Map.of(Danger.C, 1));
    strict.request(key, ask(ANN, null, "claim 1"));
    scene.run("A-1");
    assertThat(scene.action("A-1").stage()).isEqualTo(Stage.PENDING);

    assertThat(refusal(strict.request(key, ask(BEN, null, "claim 2"))).reason())
        .isEqualTo(Reason.ALREADY_UNDER_WAY);
  }

  @Test
  void aDialogOpensOnlyForWhatWouldBeTaken() {
    assertThat(requests.refusal(key, ANN, Switches.NAME, null, "click 1")).isEmpty();
    assertThat(scene.facts(Fact.ActionRefused.class)).isEmpty();

    request(ANN);

    assertThat(requests.refusal(key, BEN, Switches.NAME, null, "click 2"))
        .hasValueSatisfying(r -> assertThat(r.reason()).isEqualTo(Reason.ALREADY_UNDER_WAY));
    assertThat(scene.facts(Fact.ActionRefused.class)).hasSize(1);
  }

  @Test
  void aRefusedDialogAskedForByTheSameClickAgainIsRefusedOnce() {
    var id = id(request(ANN));
    var refused = requests.refusal(key, BEN, Switches.NAME, null, "click 2");
    scene.runToTheEnd(id);

    var again =
        requests(rig.anotherProcess(), Map.of()).refusal(key, BEN, Switches.NAME, null, "click 2");

    assertThat(again).isEqualTo(refused).isPresent();
    assertThat(scene.facts(Fact.ActionRefused.class)).hasSize(1);
  }

  @Test
  void aCaseIsAboutTheInstanceThatItsFindingNames() {
    assertThat(requests.target(rig.state(key))).contains(Rig.WEB);

    var bucket = new Resource(Resource.Kind.BUCKET, "b", "AwsS3Bucket", null);
    var instance = new Resource(Resource.Kind.INSTANCE, OTHER.id(), "Instance", null);
    assertThat(requests.target(rig.state(found(instance)))).contains(OTHER);
    var key = found(bucket);
    assertThat(requests.target(rig.state(key))).isEmpty();
    assertThat(requests.refusal(key, ANN, Switches.NAME, null, "click 3"))
        .contains(new Refusal(Reason.NO_TARGET, Switches.NAME));
  }

  private CaseKey found(Resource resource) {
    var finding =
        new Finding(
            "GuardDuty",
            "f",
            "T",
            "t",
            "",
            Severity.HIGH,
            null,
            "111122223333",
            "eu-west-1",
            List.of(resource),
            null,
            null,
            null,
            1,
            Finding.Status.ACTIVE,
            false,
            null,
            null,
            List.of());
    var decided =
        rig.ledger.correlate(
            List.of(resource.id()),
            _ -> true,
            state ->
                Decision.of(
                    ANN.actor(), state.key(), new Fact.FindingReceived(1, "h", "m", "t", finding)));
    return switch (decided) {
      case Decided.Written<CaseKey> written -> written.answer();
      case Decided.Duplicate<CaseKey> duplicate -> duplicate.first();
    };
  }
}
