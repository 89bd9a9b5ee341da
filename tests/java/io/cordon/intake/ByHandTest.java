package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.change.Target;
import io.cordon.findings.Severity;
import io.cordon.intake.ByHand.Outcome;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByHandTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Person BEN = new Person("U2", "T1", "Ben");
  private static final CaseKey FIRST = CaseKey.of(2026, 1);
  private static final CaseKey SECOND = CaseKey.of(2026, 2);

  private final Rig rig = new Rig();
  private final ByHand cases = new ByHand(rig.ledger);

  private static Fact.CaseOpened about(@Nullable Target target) {
    return new Fact.CaseOpened("it is slow", target, null, Severity.HIGH);
  }

  private static Outcome standing(CaseKey key) {
    return new Outcome.Refused(new Refusal(Reason.ALREADY_OPEN, key.text()));
  }

  @Test
  void aCaseIsAsBadAsWhoeverOpensItSaysAndHasTheirNote() {
    assertThat(cases.open(about(Rig.WEB), "since noon", ANN, "view 1"))
        .isEqualTo(new Outcome.Opened(FIRST, about(Rig.WEB)));

    assertThat(rig.state(FIRST).severity()).isEqualTo(Severity.HIGH);
    assertThat(rig.facts(FIRST)).containsExactly(about(Rig.WEB), new Fact.CaseNoted("since noon"));
    assertThat(rig.ledger.entries(FIRST, 1)).extracting(Entry::actor).containsOnly(ANN.actor());
  }

  @Test
  void theSameSubmissionOpensOneCaseHoweverOftenItComes() {
    for (var target : Arrays.asList(Rig.WEB, null)) {
      var claim = "view of " + target;
      var first = cases.open(about(target), "", ANN, claim);

      assertThat(cases.open(about(target), "", ANN, claim)).isEqualTo(first);
      assertThat(new ByHand(rig.anotherProcess().ledger).open(about(target), "", ANN, claim))
          .isEqualTo(first);
    }
    assertThat(rig.ledger.find(CaseKey.of(2026, 3))).isEmpty();
  }

  @Test
  void thereIsOneOpenCaseAboutATargetAndWhoeverWantsAnotherIsToldItsName() {
    cases.open(about(Rig.WEB), "", ANN, "view 1");

    assertThat(cases.open(about(Rig.WEB), "", BEN, "view 2")).isEqualTo(standing(FIRST));
    assertThat(cases.open(about(Rig.WEB), "", BEN, "view 2")).isEqualTo(standing(FIRST));

    assertThat(rig.facts(FIRST))
        .containsExactly(
            about(Rig.WEB), new Fact.ActionRefused("open", "already-open", FIRST.text()));
  }

  @Test
  void aClosedCaseStandsInNobodysWay() {
    cases.open(about(Rig.WEB), "", ANN, "view 1");
    rig.append(FIRST, ANN.actor(), new Fact.CaseClosed("benign", ""));

    assertThat(cases.open(about(Rig.WEB), "", BEN, "view 2"))
        .isEqualTo(new Outcome.Opened(SECOND, about(Rig.WEB)));
  }

  @Test
  void ofManyAtOnceOneOpensTheCase() throws Exception {
    var other = new ByHand(rig.anotherProcess().ledger);

    var outcomes =
        Racing.many(
            8, n -> (n % 2 == 0 ? cases : other).open(about(Rig.WEB), "", ANN, "view " + n));

    assertThat(outcomes).filteredOn(Outcome.Opened.class::isInstance).hasSize(1);
    assertThat(outcomes).contains(standing(FIRST));
    assertThat(rig.ledger.find(SECOND)).isEmpty();
  }

  @Test
  void casesAboutNothingInParticularAreEachOfTheirOwn() {
    cases.open(about(null), "", ANN, "view 1");

    assertThat(cases.open(about(null), "", ANN, "view 2"))
        .isEqualTo(new Outcome.Opened(SECOND, about(null)));
    assertThat(rig.kinds(SECOND)).isEqualTo(List.of("case.opened"));
  }
}
