package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import io.cordon.ledger.By;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Table;
import io.cordon.triage.Deed.Resolution;
import io.cordon.triage.Triage.Outcome;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriageTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Person BEN = new Person("U2", "T1", "Ben");
  private static final Deed ACKNOWLEDGE = new Deed.Acknowledge();
  private static final Deed CLOSE =
      new Deed.Close(new Resolution(Resolution.Kind.FALSE_POSITIVE, null), "");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_AN_HOUR = Rig.START.plus(HOUR);
  private static final Deed SNOOZE = new Deed.Snooze(IN_AN_HOUR, "a known scanner");
  private static final CaseKey LEAD = new CaseKey("IR-2026-050");

  private final Rig rig = new Rig();
  private final CaseKey key = rig.open();
  private final Triage triage = new Triage(rig.ledger, rig.clock);

  private Outcome acknowledge(Person person, String claim) {
    return triage.decide(key, person, ACKNOWLEDGE, claim);
  }

  private Outcome done(Fact fact) {
    return new Outcome.Done(key, fact);
  }

  @Test
  void whoeverIsFirstHasTheCase() {
    assertThat(acknowledge(ANN, "click 1")).isEqualTo(done(new Fact.CaseAcknowledged()));

    assertThat(rig.state(key).acknowledged()).contains(new By(ANN.actor(), Rig.START));
  }

  @Test
  void whoeverIsLaterIsToldWhoWasFirstAndWhen() {
    acknowledge(ANN, "click 1");
    rig.clock.tick(Duration.ofMinutes(3));

    var outcome = acknowledge(BEN, "click 2");

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(
                new Refusal(Reason.ALREADY_ACKNOWLEDGED, "", new By(ANN.actor(), Rig.START))));
    assertThat(rig.facts(key).getLast())
        .isEqualTo(
            new Fact.ActionRefused(
                "acknowledge", "already-acknowledged", "U1 2026-11-24T10:05:40.123Z"));
    assertThat(rig.state(key).acknowledged()).contains(new By(ANN.actor(), Rig.START));
  }

  @Test
  void ofManyAtOnceOneHasTheCaseAndTheOthersAreRecorded() throws Exception {
    var other = new Triage(rig.anotherProcess().ledger, rig.clock);

    var outcomes =
        Racing.many(
            16,
            n ->
                (n % 2 == 0 ? triage : other)
                    .decide(key, new Person("U" + n, "T1", "N" + n), ACKNOWLEDGE, "click " + n));

    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Done).hasSize(1);
    assertThat(rig.kinds(key)).containsOnlyOnce("case.acknowledged");
    assertThat(rig.kinds(key).stream().filter("action.refused"::equals)).hasSize(15);
  }

  @Test
  void ofManyWhoSilenceItAtOnceOneDoes() throws Exception {
    var other = new Triage(rig.anotherProcess().ledger, rig.clock);

    var outcomes =
        Racing.many(
            16,
            n ->
                (n % 2 == 0 ? triage : other)
                    .decide(key, new Person("U" + n, "T1", "N" + n), SNOOZE, "view " + n));

    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Done).hasSize(1);
    assertThat(rig.kinds(key)).containsOnlyOnce("case.snoozed");
  }

  @Test
  void theSameClickDeliveredAgainGetsTheAnswerOfTheFirst() {
    var other = new Triage(rig.anotherProcess().ledger, rig.clock);
    var taken = acknowledge(ANN, "click 1");
    var refused = acknowledge(BEN, "click 2");
    var written = rig.kinds(key);
    rig.clock.tick(Duration.ofMinutes(3));

    assertThat(other.decide(key, ANN, ACKNOWLEDGE, "click 1")).isEqualTo(taken);
    assertThat(other.decide(key, BEN, ACKNOWLEDGE, "click 2")).isEqualTo(refused);
    assertThat(rig.kinds(key)).isEqualTo(written);
  }

  @Test
  void aRefusalIsToldAgainThoughWhoeverWasFirstNoLongerHasTheCase() {
    acknowledge(ANN, "click 1");
    acknowledge(BEN, "click 2");
    triage.decide(key, ANN, SNOOZE, "view 1");
    triage.decide(key, ANN, new Deed.Wake(), "click 3");

    assertThat(acknowledge(BEN, "click 2"))
        .isEqualTo(
            new Outcome.Refused(
                new Refusal(
                    Reason.ALREADY_ACKNOWLEDGED,
                    "",
                    new By(new Person("U1", "T1", "U1").actor(), Rig.START))));
  }

  @Test
  void isNotSaidToBeTakenWhenThatCouldNotBeWritten() {
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> acknowledge(ANN, "click 1")).isInstanceOf(Table.Unavailable.class);

    assertThat(rig.state(key).acknowledged()).isEmpty();
  }

  @Test
  void thereIsNothingToTakeWithoutACase() {
    assertThatThrownBy(() -> triage.decide(new CaseKey("IR-2026-999"), ANN, ACKNOWLEDGE, "click 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSilencedCaseIsWokenWhenItsTimeIsOverAndNotBefore() {
    triage.decide(key, ANN, SNOOZE, "view 1");
    assertThat(pending()).contains(new Due.Wake(key));

    assertThat(triage.wake(key)).isEqualTo(new Then.Again(IN_AN_HOUR));
    rig.clock.tick(HOUR);
    assertThat(triage.wake(key)).isEqualTo(new Then.Done());
    assertThat(triage.wake(key)).isEqualTo(new Then.Done());

    assertThat(rig.facts(key).getLast()).isEqualTo(new Fact.CaseWoken(Fact.Waking.TIME, false));
    assertThat(rig.kinds(key)).containsOnlyOnce("case.woken");
    assertThat(rig.state(key).snooze()).isEmpty();
  }

  @Test
  void theSecondSilenceOfACaseIsNotEndedByTheTimeOfTheFirst() {
    triage.decide(key, ANN, SNOOZE, "view 1");
    triage.decide(key, BEN, new Deed.Wake(), "click 1");
    var later = IN_AN_HOUR.plus(HOUR);
    triage.decide(key, ANN, new Deed.Snooze(later, "a known scanner"), "view 2");
    rig.clock.tick(HOUR);

    assertThat(triage.wake(key)).isEqualTo(new Then.Again(later));

    assertThat(rig.state(key).snoozedUntil()).contains(later);
  }

  @Test
  void whatIsSilencedTellsWhoeverComesWhoDidThatAndUntilWhen() {
    triage.decide(key, ANN, SNOOZE, "view 1");

    assertThat(refused(SNOOZE))
        .isEqualTo(
            new Refusal(
                Reason.CASE_SNOOZED, "2026-11-24T11:05:40Z", new By(ANN.actor(), Rig.START)));
  }

  record Tried(String state, List<Fact> facts, Deed deed, Reason reason) {
    @Override
    public String toString() {
      return state + ", " + deed.word() + ": " + reason.word();
    }
  }

  static List<Tried> refusals() {
    var closed = List.<Fact>of(new Fact.CaseClosed("benign", ""));
    var silenced = List.<Fact>of(new Fact.CaseSnoozed(IN_AN_HOUR, "a known scanner"));
    var member = List.<Fact>of(new Fact.CaseJoined(LEAD));
    var acting =
        List.<Fact>of(
            new Fact.ActionRequested(
                "A-1", "snapshot", Danger.E, Rig.WEB, "why", Map.of(), 0, null));
    var assign = new Deed.Assign("U2");
    return List.of(
        new Tried("closed", closed, ACKNOWLEDGE, Reason.CASE_CLOSED),
        new Tried("closed", closed, assign, Reason.CASE_CLOSED),
        new Tried("closed", closed, SNOOZE, Reason.CASE_CLOSED),
        new Tried("closed", closed, new Deed.Wake(), Reason.CASE_CLOSED),
        new Tried("closed", closed, CLOSE, Reason.CASE_CLOSED),
        new Tried("closed", closed, new Deed.Leave(), Reason.CASE_CLOSED),
        new Tried("silenced", silenced, ACKNOWLEDGE, Reason.CASE_SNOOZED),
        new Tried("silenced", silenced, assign, Reason.CASE_SNOOZED),
        new Tried("silenced", silenced, CLOSE, Reason.CASE_SNOOZED),
        new Tried("silenced", silenced, new Deed.Reopen("why"), Reason.NOT_CLOSED),
        new Tried("a member", member, ACKNOWLEDGE, Reason.PART_OF),
        new Tried("a member", member, SNOOZE, Reason.PART_OF),
        new Tried("a member", member, CLOSE, Reason.PART_OF),
        new Tried("acted upon", acting, CLOSE, Reason.ACTION_OPEN),
        new Tried("new", List.of(), new Deed.Wake(), Reason.NOT_SNOOZED),
        new Tried("new", List.of(), new Deed.Leave(), Reason.NOT_PART));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatACaseIsInNoStateForIsRefusedAndRecorded(Tried tried) {
    if (!tried.facts().isEmpty()) {
      rig.append(key, ANN.actor(), tried.facts().toArray(Fact[]::new));
    }

    assertThat(refused(tried.deed()).reason()).isEqualTo(tried.reason());

    assertThat(rig.facts(key).getLast())
        .isInstanceOfSatisfying(
            Fact.ActionRefused.class,
            f -> {
              assertThat(f.attempt()).isEqualTo(tried.deed().word());
              assertThat(f.reason()).isEqualTo(tried.reason().word());
            });
  }

  @Test
  void aCriticalCaseIsSilencedForFourHoursAtMost() {
    var critical = new Fact.CaseGathered("t", "r", List.of(), 0, Severity.CRITICAL, List.of());
    rig.append(key, ANN.actor(), critical);
    var long4 = new Deed.Snooze(Rig.START.plus(Duration.ofHours(4)), "a known scanner");
    var longer = new Deed.Snooze(Rig.START.plus(Duration.ofHours(5)), "a known scanner");

    assertThat(refused(longer)).isEqualTo(new Refusal(Reason.SNOOZE_TOO_LONG, "4"));
    assertThat(triage.decide(key, ANN, long4, "view 2")).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aDialogIsNotOpenedForWhatWouldBeRefusedAndThatIsRecordedOnce() {
    triage.decide(key, ANN, CLOSE, "view 1");

    assertThat(triage.refusal(key, BEN, SNOOZE, "click 1")).isPresent();
    assertThat(triage.refusal(key, BEN, SNOOZE, "click 1")).isPresent();
    assertThat(triage.refusal(key, BEN, new Deed.Reopen(""), "click 2")).isEmpty();

    assertThat(rig.kinds(key)).containsOnlyOnce("action.refused");
  }

  @Test
  void aClosedCaseIsSignedAndCanBeReopened() {
    triage.decide(
        key,
        ANN,
        new Deed.Close(new Resolution(Resolution.Kind.DUPLICATE, LEAD), "see there"),
        "view 1");
    assertThat(pending()).contains(new Due.Checkpoint(key));
    assertThat(rig.state(key).closing())
        .contains(new Fact.CaseClosed("duplicate of IR-2026-050", "see there"));

    triage.decide(key, BEN, new Deed.Reopen("not the same after all"), "view 2");

    assertThat(rig.state(key).closed()).isEmpty();
  }

  @Test
  void aNoteIsTakenInAnyState() {
    triage.decide(key, ANN, CLOSE, "view 1");

    assertThat(triage.decide(key, BEN, new Deed.Note("the owner wrote"), "view 2"))
        .isEqualTo(done(new Fact.CaseNoted("the owner wrote")));
  }

  private Refusal refused(Deed deed) {
    return switch (triage.decide(key, BEN, deed, "view of " + deed.word())) {
      case Outcome.Refused refused -> refused.refusal();
      case Outcome.Done done -> throw new AssertionError(done);
    };
  }

  private List<Due> pending() {
    return rig.work.pending().stream().map(Work.Pending::due).toList();
  }

  private static final Fact.CaseQuoted MESSAGE =
      new Fact.CaseQuoted("C1", "1764000000.000100", "U7", Rig.START, "", "it is ours");

  @Test
  void aMessageBelongsToACaseOnceWhoeverSaysSo() {
    var quote = new Deed.Quote(MESSAGE);
    assertThat(triage.decide(key, ANN, quote, "view 1")).isEqualTo(done(MESSAGE));
    assertThat(triage.decide(key, ANN, quote, "view 1")).isEqualTo(done(MESSAGE));
    rig.clock.tick(HOUR);

    assertThat(triage.decide(key, BEN, quote, "view 2"))
        .isEqualTo(
            new Outcome.Refused(
                new Refusal(Reason.ALREADY_QUOTED, "", new By(ANN.actor(), Rig.START))));

    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.quoted", "action.refused");
    var other = rig.open();
    assertThat(triage.decide(other, BEN, quote, "view 3"))
        .isEqualTo(new Outcome.Done(other, MESSAGE));
  }

  @Test
  void nothingIsAddedToAClosedCase() {
    rig.append(key, ANN.actor(), new Fact.CaseClosed("benign", ""));

    assertThat(triage.decide(key, ANN, new Deed.Quote(MESSAGE), "view 1"))
        .isEqualTo(new Outcome.Refused(new Refusal(Reason.CASE_CLOSED, key.text())));
  }
}
