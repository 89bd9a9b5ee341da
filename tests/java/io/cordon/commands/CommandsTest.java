package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.FakeAws;
import io.cordon.Rig;
import io.cordon.action.Actions;
import io.cordon.action.Requests;
import io.cordon.approval.Policy;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.snapshot.SnapshotDisks;
import io.cordon.table.Conflict;
import io.cordon.table.Table;
import io.cordon.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Person ANN = new Person("U1", "T1", "Ann");
  private static final Replies.Sender SENDER =
      new Replies.Sender("U1", "C1", "https://slack.example/secret");
  private static final Scope EU = new Scope("111122223333", "eu-west-1");
  private static final Scope US = new Scope("111122223333", "us-east-1");
  private static final String WEB = "i-0ab12cd34ef567890";
  private static final Target TARGET = new Target.Instance("111122223333", "eu-west-1", WEB);

  private final Rig rig = new Rig();
  private final FakeAws aws = new FakeAws(EU, US);
  private final List<Answer> told = new ArrayList<>();
  private final Commands commands = commands(rig);

  private Commands commands(Rig process) {
    var requests =
        new Requests(
            process.ledger,
            new Actions(List.of(new SnapshotDisks(aws, () -> "id"))),
            aws,
            Policy.of(Map.of()),
            process.clock);
    Replies replies =
        (sender, answer) -> {
          assertThat(sender).isEqualTo(SENDER);
          told.add(answer);
        };
    return new Commands(
        process.table, process.work, process.ledger, requests, aws, replies, process.clock);
  }

  private Answer type(String id, String more) {
    return commands.snapshot(id, WEB + " reason=\"C2 alert on web\" " + more, ANN, SENDER);
  }

  private Answer typeAndCarryOut(String id, String more) {
    type(id, more);
    commands.carryOut(id);
    return told.getLast();
  }

  private static Answer started(String key, String action) {
    return new Answer.Started("/snapshot", TARGET, new CaseKey(key), action);
  }

  @Test
  void isKeptAndDueBeforeItIsAnswered() {
    assertThat(type("c1", "")).isEqualTo(new Answer.Looking("/snapshot", WEB));

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(new Due.Command("c1"));
    assertThat(aws.callers()).isEmpty();
  }

  @Test
  void whatCannotBeUnderstoodStartsNothing() {
    assertThat(commands.snapshot("c1", "web-1", ANN, SENDER)).isInstanceOf(Answer.Mistake.class);

    assertThat(rig.work.pending()).isEmpty();
  }

  @Test
  void aCaseThatDoesNotExistStartsNothing() {
    assertThat(type("c1", "case=IR-2026-007"))
        .isEqualTo(new Answer.Mistake("/snapshot", Answer.Kind.UNKNOWN_CASE, "IR-2026-007"));
    assertThat(rig.work.pending()).isEmpty();
  }

  @Test
  void isNotSaidToBeTakenWhenItCouldNotBeKept() {
    rig.table.faults().breakWrites(Kind.BEFORE, 1);
    assertThatThrownBy(() -> type("c1", "")).isInstanceOf(Table.Unavailable.class);

    rig.table.contend(1);
    assertThatThrownBy(() -> type("c1", "")).isInstanceOf(Conflict.class);

    assertThat(rig.work.pending()).isEmpty();
  }

  @Test
  void opensACaseAboutTheInstanceAndRequestsTheSnapshot() {
    aws.has(EU, WEB);

    assertThat(typeAndCarryOut("c1", "")).isEqualTo(started("IR-2026-001", "A-1"));

    var key = new CaseKey("IR-2026-001");
    assertThat(rig.facts(key))
        .hasSize(2)
        .startsWith(new Fact.CaseOpened("/snapshot " + WEB, TARGET));
    assertThat(rig.state(key).action("A-1").orElseThrow().request().reason())
        .isEqualTo("C2 alert on web");
    assertThat(aws.callers()).allSatisfy(c -> assertThat(c.actor()).isEqualTo(ANN.actor()));
  }

  @Test
  void joinsTheOpenCaseAboutTheInstance() {
    aws.has(EU, WEB);
    typeAndCarryOut("c1", "");
    assertThat(typeAndCarryOut("c2", ""))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            r -> assertThat(r.refusal().reason()).isEqualTo(Reason.ALREADY_UNDER_WAY));

    rig.append(new CaseKey("IR-2026-001"), ANN.actor(), new Fact.CaseClosed("x", ""));
    assertThat(typeAndCarryOut("c3", "")).isEqualTo(started("IR-2026-002", "A-1"));
  }

  @Test
  void goesIntoTheCaseThatIsNamed() {
    aws.has(EU, WEB);
    var key = rig.open();

    assertThat(typeAndCarryOut("c1", "case=" + key)).isEqualTo(started(key.text(), "A-1"));

    rig.append(key, ANN.actor(), new Fact.CaseClosed("x", ""));
    assertThat(typeAndCarryOut("c2", "case=" + key))
        .isEqualTo(new Answer.Refused(new Refusal(Reason.CASE_CLOSED, key.text())));
  }

  @Test
  void carriedOutAgainItStartsNothingAndAnswersTheSame() {
    aws.has(EU, WEB);
    typeAndCarryOut("c1", "");

    commands(rig.anotherProcess()).carryOut("c1");

    assertThat(told).containsExactly(started("IR-2026-001", "A-1"), started("IR-2026-001", "A-1"));
    assertThat(rig.state(new CaseKey("IR-2026-001")).actions()).hasSize(1);
  }

  @Test
  void deliveredAgainItIsKeptOnce() {
    aws.has(EU, WEB);
    type("c1", "");

    assertThat(type("c1", "region=us-east-1")).isEqualTo(new Answer.Looking("/snapshot", WEB));
    commands.carryOut("c1");

    assertThat(told).containsExactly(started("IR-2026-001", "A-1"));
  }

  @Test
  void aLostAnswerOfTheTableStartsNothingTwice() {
    aws.has(EU, WEB);
    type("c1", "");
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> commands.carryOut("c1")).isInstanceOf(Table.Unavailable.class);

    commands.carryOut("c1");

    assertThat(told).containsExactly(started("IR-2026-001", "A-1"));
    assertThat(rig.open()).isEqualTo(new CaseKey("IR-2026-002"));
  }

  @Test
  void saysWhereItLookedInVain() {
    assertThat(typeAndCarryOut("c1", ""))
        .isEqualTo(new Answer.NotFound(WEB, List.of(EU, US), List.of()));
    assertThat(typeAndCarryOut("c2", "region=us-east-1"))
        .isEqualTo(new Answer.NotFound(WEB, List.of(US), List.of()));

    aws.isAway(US);
    assertThat(typeAndCarryOut("c3", ""))
        .isEqualTo(new Answer.NotFound(WEB, List.of(EU, US), List.of(US)));
    assertThat(rig.open()).isEqualTo(new CaseKey("IR-2026-001"));
  }

  @Test
  void startsNothingWhenThereAreTwoOfThatId() {
    aws.has(EU, WEB);
    aws.has(US, WEB);

    assertThat(typeAndCarryOut("c1", "")).isEqualTo(new Answer.Ambiguous(WEB, List.of(EU, US)));

    assertThat(typeAndCarryOut("c2", "region=eu-west-1")).isEqualTo(started("IR-2026-001", "A-1"));
  }

  @Test
  void whatWasNeverKeptIsNotCarriedOut() {
    commands.carryOut("c404");

    assertThat(told).isEmpty();
  }

  @Test
  void aSendersAddressIsNotShown() {
    assertThat(SENDER.toString()).doesNotContain("secret");
  }
}
