package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.sandbox.BreakingPoint;
import io.cordon.triage.Deed.Resolution;
import io.cordon.triage.Sweeps.Swept;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepsTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Person BEN = new Person("U2", "T1", "Ben");
  private static final Instant UNTIL = Rig.START.plus(Duration.ofDays(1));
  private static final Sweep SNOOZE = new Sweep.Snooze(UNTIL, "the scanner of the test team");
  private static final Sweep GATHER = new Sweep.Gather("one scan", "all from one source");

  private final Rig rig = new Rig();
  private final List<Swept> told = new ArrayList<>();
  private final List<CaseKey> cases = IntStream.range(0, 5).mapToObj(n -> rig.open()).toList();

  private Sweeps sweeps(Rig process) {
    var triage = new Triage(process.ledger, process.clock);
    return new Sweeps(
        process.table, process.work, triage, leads(process), (_, _, s) -> told.add(s), rig.clock);
  }

  private static Leads leads(Rig process) {
    return new Leads(process.ledger, process.clock);
  }

  private String order(Sweep sweep) {
    return order("view 1", sweep, cases);
  }

  private String order(String claim, Sweep sweep, List<CaseKey> some) {
    sweeps(rig).order(claim, ANN, "https://hooks.example/1", sweep, some);
    return CanonicalJson.sha256(claim);
  }

  private List<Due> pending() {
    return rig.work.pending().stream().map(Work.Pending::due).toList();
  }

  private long entries(String kind) {
    return cases.stream().flatMap(key -> rig.kinds(key).stream()).filter(kind::equals).count();
  }

  private Case lead() {
    var swept = (Swept.Gathered) told.getLast();
    return rig.state(Objects.requireNonNull(swept.lead()));
  }

  @Test
  void everyCaseOfAGroupIsSilencedAndThePersonIsToldHowMany() {
    var id = order(SNOOZE);
    assertThat(pending()).contains(new Due.Sweep(id));

    assertThat(sweeps(rig).carryOut(id)).isEqualTo(new Then.Done());

    assertThat(cases).allMatch(key -> rig.state(key).snoozedUntil().equals(Optional.of(UNTIL)));
    assertThat(told).containsExactly(new Swept.Snoozed(5, 0, UNTIL));
    assertThat(pending()).contains(new Due.Wake(cases.getFirst()), new Due.Wake(cases.getLast()));
  }

  @Test
  void theSameSubmissionDeliveredAgainStartsNothing() {
    var id = order(SNOOZE);
    sweeps(rig.anotherProcess()).order("view 1", ANN, "", SNOOZE, cases);
    sweeps(rig).carryOut(id);
    sweeps(rig.anotherProcess()).order("view 1", ANN, "", SNOOZE, cases);
    sweeps(rig.anotherProcess()).carryOut(id);

    assertThat(entries("case.snoozed")).isEqualTo(5);
    assertThat(told).containsOnly(new Swept.Snoozed(5, 0, UNTIL));
  }

  @Test
  void whereverAProcessDiesAnotherOneSilencesTheRestAndNoneTwice() {
    for (int fatal = 1; diesAt(fatal, SNOOZE); fatal++) {
      assertThat(told).containsOnly(new Swept.Snoozed(4, 0, UNTIL));
    }
  }

  @Test
  void whatCannotBeSilencedIsLeftAsItIsWithoutAWord() {
    rig.append(cases.get(0), BEN.actor(), new Fact.CaseClosed("benign", ""));
    rig.append(cases.get(1), BEN.actor(), new Fact.CaseSnoozed(UNTIL, "mine"));
    rig.append(
        cases.get(2),
        BEN.actor(),
        new Fact.CaseGathered("t", "r", List.of(), 0, Severity.CRITICAL, List.of()));

    sweeps(rig).carryOut(order(SNOOZE));

    assertThat(told).containsExactly(new Swept.Snoozed(2, 3, UNTIL));
    assertThat(entries("action.refused")).isZero();
    assertThat(rig.state(cases.get(2)).snooze()).isEmpty();
  }

  @Test
  void oneCaseSpeaksForAllThatWereGathered() {
    sweeps(rig).carryOut(order(GATHER));

    var lead = lead();
    assertThat(lead.lead().orElseThrow().gathered().cases()).containsExactlyElementsOf(cases);
    assertThat(lead.lead().orElseThrow().by().actor()).isEqualTo(ANN.actor());
    assertThat(cases)
        .allMatch(key -> rig.state(key).membership().orElseThrow().into().equals(lead.key()));
    assertThat(told).containsExactly(new Swept.Gathered(lead.key(), 5));
  }

  @Test
  void whereverAProcessDiesAnotherOneGathersTheRestIntoTheSameLead() {
    for (int fatal = 1; diesAt(fatal, GATHER); fatal++) {
      assertThat(told).containsOnly(new Swept.Gathered(CaseKey.of(2026, 5), 4));
    }
  }

  /**
   * Has a process die at a point of a sweep, and another one carry it on.
   *
   * @return false if the sweep was over before that point
   */
  private boolean diesAt(int fatal, Sweep sweep) {
    var world = new Rig();
    var some = IntStream.range(0, 4).mapToObj(n -> world.open()).toList();
    sweeps(world).order("view 1", ANN, "", sweep, some);
    var id = CanonicalJson.sha256("view 1");
    told.clear();
    var point = new BreakingPoint(fatal);
    world.table.faults().atEveryPoint(point);
    try {
      sweeps(world).carryOut(id);
    } catch (BreakingPoint.Died _) {
      world.table.faults().mend();
      sweeps(world.anotherProcess()).carryOut(id);
    }
    world.table.faults().mend();
    assertThat(some)
        .allSatisfy(key ->
            assertThat(world.kinds(key))
                .containsExactly(
                    "case.opened", sweep.equals(SNOOZE) ? "case.snoozed" : "case.joined"));
    assertThat(world.ledger.find(CaseKey.of(2026, 6))).isEmpty();
    return point.wasReached();
  }

  @Test
  void aCaseThatAnotherOneSpeaksForIsNotGatheredAgain() {
    sweeps(rig).carryOut(order("view 1", GATHER, cases.subList(0, 3)));
    sweeps(rig).carryOut(order("view 2", GATHER, cases));

    assertThat(lead().lead().orElseThrow().gathered().cases())
        .containsExactlyElementsOf(cases.subList(3, 5));
    assertThat(entries("case.joined")).isEqualTo(5);
  }

  @Test
  void whereThereIsNothingToGatherNoCaseIsOpened() {
    cases.forEach(key -> rig.append(key, BEN.actor(), new Fact.CaseClosed("benign", "")));

    sweeps(rig).carryOut(order(GATHER));

    assertThat(told).containsExactly(new Swept.Gathered(null, 0));
    assertThat(rig.ledger.find(CaseKey.of(2026, 6))).isEmpty();
  }

  @Test
  void whoeverLeavesIsNotFetchedBackAndTheLeadSaysSo() {
    var id = order(GATHER);
    sweeps(rig).carryOut(id);
    var lead = lead().key();
    var triage = new Triage(rig.ledger, rig.clock);

    triage.decide(cases.getFirst(), BEN, new Deed.Leave(), "click 1");
    assertThat(pending()).contains(new Due.Members(lead));
    leads(rig).tell(lead);
    sweeps(rig.anotherProcess()).carryOut(id);

    assertThat(rig.state(cases.getFirst()).membership()).isEmpty();
    assertThat(rig.state(lead).lead().orElseThrow().gathered().cases())
        .containsExactlyElementsOf(cases.subList(1, 5));
    assertThat(rig.kinds(lead)).containsExactly("case.gathered", "case.gathered");
  }

  @Test
  void theMembersOfALeadAreClosedWithItWhenTheirActionsAreOver() {
    sweeps(rig).carryOut(order(GATHER));
    var lead = lead().key();
    var acting = cases.get(2);
    rig.append(acting, ANN.actor(), requested());
    var close = new Deed.Close(new Resolution(Resolution.Kind.BENIGN, null), "");
    new Triage(rig.ledger, rig.clock).decide(lead, BEN, close, "view 9");

    assertThat(leads(rig).tell(lead)).isInstanceOf(Then.Again.class);
    assertThat(rig.state(acting).closed()).isEmpty();
    rig.append(acting, ANN.actor(), new Fact.ActionWithdrawn("A-1"));
    assertThat(leads(rig.anotherProcess()).tell(lead)).isEqualTo(new Then.Done());

    assertThat(cases)
        .allMatch(key -> rig.state(key).closed().orElseThrow().actor().equals(BEN.actor()));
    assertThat(entries("case.closed")).isEqualTo(5);
  }

  private static Fact requested() {
    return new Fact.ActionRequested("A-1", "snapshot", Danger.E, Rig.WEB, "why", Map.of(), 0, null);
  }
}
