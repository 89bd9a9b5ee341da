package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.ledger.By;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Table;
import io.cordon.triage.Triage.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriageTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Person BEN = new Person("U2", "T1", "Ben");

  private final Rig rig = new Rig();
  private final CaseKey key = rig.open();
  private final Triage triage = new Triage(rig.ledger);

  @Test
  void whoeverIsFirstHasTheCase() {
    assertThat(triage.acknowledge(key, ANN, "click 1")).isEqualTo(new Outcome.Acknowledged(key));

    assertThat(rig.state(key).acknowledged()).contains(new By(ANN.actor(), Rig.START));
  }

  @Test
  void whoeverIsLaterIsToldWhoWasFirstAndWhen() {
    triage.acknowledge(key, ANN, "click 1");
    rig.clock.tick(Duration.ofMinutes(3));

    var outcome = triage.acknowledge(key, BEN, "click 2");

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
    var other = new Triage(rig.anotherProcess().ledger);

    var outcomes =
        Racing.many(
            16,
            n ->
                (n % 2 == 0 ? triage : other)
                    .acknowledge(key, new Person("U" + n, "T1", "N" + n), "click " + n));

    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Acknowledged).hasSize(1);
    assertThat(rig.kinds(key)).containsOnlyOnce("case.acknowledged");
    assertThat(rig.kinds(key).stream().filter("action.refused"::equals)).hasSize(15);
  }

  @Test
  void theSameClickDeliveredAgainGetsTheAnswerOfTheFirst() {
    var other = new Triage(rig.anotherProcess().ledger);
    var taken = triage.acknowledge(key, ANN, "click 1");
    var refused = triage.acknowledge(key, BEN, "click 2");
    var written = rig.kinds(key);
    rig.clock.tick(Duration.ofMinutes(3));

    assertThat(other.acknowledge(key, ANN, "click 1")).isEqualTo(taken);
    assertThat(other.acknowledge(key, BEN, "click 2")).isEqualTo(refused);
    assertThat(rig.kinds(key)).isEqualTo(written);
  }

  @Test
  void aClosedCaseIsNotTaken() {
    rig.append(key, ANN.actor(), new Fact.CaseClosed("false positive", ""));

    assertThat(triage.acknowledge(key, BEN, "click 2"))
        .isEqualTo(new Outcome.Refused(new Refusal(Reason.CASE_CLOSED, key.text())));
    assertThat(rig.state(key).acknowledged()).isEmpty();
  }

  @Test
  void isNotSaidToBeTakenWhenThatCouldNotBeWritten() {
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> triage.acknowledge(key, ANN, "click 1"))
        .isInstanceOf(Table.Unavailable.class);

    assertThat(rig.state(key).acknowledged()).isEmpty();
  }

  @Test
  void thereIsNothingToTakeWithoutACase() {
    assertThatThrownBy(() -> triage.acknowledge(new CaseKey("IR-2026-999"), ANN, "click 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
