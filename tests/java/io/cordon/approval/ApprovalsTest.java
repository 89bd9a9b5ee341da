package io.cordon.approval;

import static io.cordon.approval.Hall.ANN;
import static io.cordon.approval.Hall.BOB;
import static io.cordon.approval.Hall.CAROL;
import static io.cordon.approval.Hall.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.approval.Approvals.Outcome;
import io.cordon.change.Danger;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal.Reason;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Table;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
  private static final Attempt APPROVE = new Attempt.Approve("seen and agreed");

  private final Rig rig = new Rig();
  private final Hall hall = new Hall();
  private final CaseKey key = rig.open();
  private final Approvals approvals = approvals(rig);

  private Approvals approvals(Rig process) {
    var policy = Policy.of(Map.of(Danger.C, 1, Danger.D, 2));
    return new Approvals(process.ledger, hall.authority, new Approval(policy), process.clock);
  }

  private void ask(Danger danger, int needed) {
    var request =
        new Fact.ActionRequested(
            "A-1",
            "isolate",
            danger,
            Rig.WEB,
            "it talks to C2",
            Map.of(),
            needed,
            null,
            Rig.START.plus(Duration.ofMinutes(15)));
    rig.append(key, ANN.actor(), request);
    var planned = new Agreement(rig.state(key), action(), Hall.PLAN).planned(List.of(), List.of());
    rig.append(key, ANN.actor(), planned);
  }

  private CaseAction action() {
    return rig.state(key).action("A-1").orElseThrow();
  }

  private Outcome take(Attempt attempt, Person by, String claim) {
    return approvals.take(key, "A-1", attempt, by, claim);
  }

  private static Reason refused(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused r -> r.refusal().reason();
      case Outcome.Ruled r -> throw new AssertionError("ruled: " + r);
    };
  }

  private List<Due> due() {
    return rig.work.pending().stream().map(Work.Pending::due).toList();
  }

  private long count(String kind) {
    return rig.kinds(key).stream().filter(kind::equals).count();
  }

  @Test
  void theLastApprovalStandsTogetherWithTheRunThatItCauses() {
    ask(Danger.C, 1);

    var outcome = take(APPROVE, BOB, "view 1");

    var digest = Objects.requireNonNull(action().consent().planned()).digest();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Ruled(key, new Fact.ActionApproved("A-1", digest, 0, "seen and agreed")));
    assertThat(action().stage()).isEqualTo(Stage.APPROVED);
    assertThat(due()).contains(new Due.Run(key, "A-1"), new Due.Approval(key, "A-1"));
  }

  @Test
  void nothingRunsBeforeTheLastApproval() {
    ask(Danger.D, 2);

    take(APPROVE, BOB, "view 1");

    assertThat(action().stage()).isEqualTo(Stage.PENDING);
    assertThat(action().consent().missing()).isEqualTo(1);
    assertThat(due())
        .contains(new Due.Approval(key, "A-1"))
        .doesNotContain(new Due.Run(key, "A-1"));

    take(APPROVE, CAROL, "view 2");

    assertThat(action().stage()).isEqualTo(Stage.APPROVED);
    assertThat(due()).contains(new Due.Run(key, "A-1"));
  }

  @Test
  void theSameSubmissionDeliveredAgainCountsOnceAndGetsTheSameAnswer() {
    ask(Danger.D, 2);
    var first = take(APPROVE, BOB, "view 1");

    var again = approvals(rig.anotherProcess()).take(key, "A-1", APPROVE, BOB, "view 1");

    assertThat(again).isEqualTo(first);
    assertThat(action().consent().approvals()).hasSize(1);
    assertThat(count("action.refused")).isZero();
  }

  @Test
  void ofOneSubmissionDeliveredManyTimesAtOnceOneCounts() throws Exception {
    ask(Danger.D, 2);

    var outcomes = Racing.many(8, _ -> take(APPROVE, BOB, "view 1"));

    assertThat(outcomes).hasSize(8).containsOnly(outcomes.getFirst());
    assertThat(count("action.approved")).isEqualTo(1);
  }

  @Test
  void ofTwoWhoApproveAtOnceOneHasItRunAndTheOtherIsToldWhoWasFirst() throws Exception {
    ask(Danger.C, 1);
    var other = approvals(rig.anotherProcess());

    var outcomes =
        Racing.many(
            2,
            n ->
                (n == 0 ? approvals : other)
                    .take(key, "A-1", APPROVE, n == 0 ? BOB : CAROL, "view " + n));

    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Ruled).hasSize(1);
    assertThat(outcomes)
        .filteredOn(o -> o instanceof Outcome.Refused)
        .singleElement()
        .satisfies(o -> assertThat(refused(o)).isEqualTo(Reason.ALREADY_APPROVED));
    assertThat(count("action.approved")).isEqualTo(1);
    assertThat(count("action.refused")).isEqualTo(1);
  }

  @Test
  void ofOneWhoApprovesAndOneWhoDeniesAtOnceOneDecides() throws Exception {
    ask(Danger.C, 1);
    var deny = new Attempt.Deny("the owner is looking already");

    Racing.many(2, n -> take(n == 0 ? APPROVE : deny, n == 0 ? BOB : DAN, "view " + n));

    assertThat(count("action.approved") + count("action.denied")).isEqualTo(1);
    assertThat(count("action.refused")).isEqualTo(1);
  }

  @Test
  void everyRefusalIsRecordedOnceWithWhoTriedWhat() {
    ask(Danger.C, 1);

    assertThat(refused(take(APPROVE, ANN, "view 1"))).isEqualTo(Reason.NOT_APPROVER);
    assertThat(refused(take(APPROVE, ANN, "view 1"))).isEqualTo(Reason.NOT_APPROVER);

    assertThat(rig.facts(key).getLast())
        .isEqualTo(new Fact.ActionRefused("approve", "not-approver", "S2"));
    assertThat(count("action.refused")).isEqualTo(1);
  }

  @Test
  void aRefusalDeliveredAgainNamesWhoWasFirst() {
    ask(Danger.C, 1);
    take(APPROVE, BOB, "view 1");
    var refused = take(APPROVE, CAROL, "view 2");

    assertThat(take(APPROVE, CAROL, "view 2")).isEqualTo(refused);
    assertThat(refused(refused)).isEqualTo(Reason.ALREADY_APPROVED);
  }

  @Test
  void whatIsNoLongerWhatWasAskedForIsVoidAndSaysWhy() {
    ask(Danger.C, 1);
    rig.append(key, DAN.actor(), new Fact.CaseClosed("benign", ""));

    var outcome = take(APPROVE, BOB, "view 1");

    assertThat(refused(outcome)).isEqualTo(Reason.REQUEST_VOID);
    assertThat(rig.kinds(key)).endsWith("action.voided", "action.refused");
    assertThat(action().stage()).isEqualTo(Stage.DROPPED);
    assertThat(take(APPROVE, BOB, "view 1")).isEqualTo(outcome);
  }

  @Test
  void brokenGlassIsMarkedAndTheActionRuns() {
    ask(Danger.D, 2);
    var force = new Attempt.Force(key.text(), "nobody answers and the data is leaving right now");

    take(force, ANN, "view 1");

    assertThat(rig.kinds(key)).endsWith("action.forced");
    assertThat(action().isForced()).isTrue();
    assertThat(action().stage()).isEqualTo(Stage.APPROVED);
    assertThat(due()).contains(new Due.Run(key, "A-1"), new Due.Approval(key, "A-1"));
  }

  @Test
  void isNotSaidToCountWhenThatCouldNotBeWritten() {
    ask(Danger.C, 1);
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> take(APPROVE, BOB, "view 1")).isInstanceOf(Table.Unavailable.class);

    assertThat(action().stage()).isEqualTo(Stage.PENDING);
    assertThat(due()).doesNotContain(new Due.Run(key, "A-1"));
  }
}
