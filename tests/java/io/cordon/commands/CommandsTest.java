package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.FakeAws;
import io.cordon.Rig;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Owner;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.people.Roles.Duty;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Conflict;
import io.cordon.table.Table;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Person ANN = Booth.ANN;
  private static final Scope EU = Booth.EU;
  private static final Scope US = Booth.US;
  private static final String WEB = "i-0ab12cd34ef567890";
  private static final Target TARGET = new Target.Instance("111122223333", "eu-west-1", WEB);

  private final Booth booth = new Booth();
  private final Rig rig = booth.rig;
  private final FakeAws aws = booth.aws;
  private final List<Answer> told = booth.told;
  private final Commands commands = booth.commands;

  private Answer type(String id, String more) {
    return snapshot(id, ANN, WEB + " reason=\"C2 alert on web\" " + more);
  }

  private Answer snapshot(String id, Person person, String text) {
    return switch (booth.take(id, person, "/snapshot", text)) {
      case Taken.Answered answered -> answered.answer();
      case Taken.Looks _, Taken.Asks _ -> throw new AssertionError("a snapshot is kept");
    };
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
    assertThat(snapshot("c1", ANN, "web-1")).isInstanceOf(Answer.Mistake.class);

    assertThat(rig.work.pending()).isEmpty();
  }

  @Test
  void aCaseThatDoesNotExistStartsNothing() {
    assertThat(type("c1", "case=IR-2026-007"))
        .isEqualTo(
            new Answer.Mistake("/snapshot", Answer.Kind.UNKNOWN_CASE, "IR-2026-007", List.of()));
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

    booth.anotherProcess().commands.carryOut("c1");

    assertThat(told).containsExactly(started("IR-2026-001", "A-1"));
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
    assertThat(Booth.SENDER.toString()).doesNotContain("secret");
  }

  @Test
  void whoeverMayNotIsRefusedAndNothingIsKept() {
    assertThat(snapshot("c1", Booth.STRANGER, WEB + " reason=\"C2 alert on web\""))
        .isEqualTo(new Answer.Refused(new Refusal(Reason.NOT_RESPONDER, "S1")));

    assertThat(rig.work.pending()).isEmpty();
  }

  @Test
  void whatWasRefusedStaysRefusedThoughThePersonMayByNow() {
    var text = WEB + " reason=\"C2 alert on web\"";
    var refused = snapshot("c1", Booth.STRANGER, text);
    booth.responders.add(Booth.STRANGER.id());

    assertThat(snapshot("c1", Booth.STRANGER, text)).isEqualTo(refused);
    assertThat(rig.work.pending()).isEmpty();
    assertThat(snapshot("c2", Booth.STRANGER, text)).isInstanceOf(Answer.Looking.class);
  }

  @Test
  void aRefusalIsRecordedInTheCaseThatIsNamedOnce() {
    var key = rig.open();
    booth.answer("c1", Booth.STRANGER, "note " + key + " let me in");
    booth.responders.add(Booth.STRANGER.id());
    booth.answer("c1", Booth.STRANGER, "note " + key + " let me in");

    assertThat(rig.facts(key))
        .last()
        .isEqualTo(new Fact.ActionRefused("note", "not-responder", "S1"));
    assertThat(rig.facts(key)).hasSize(2);
  }

  @Test
  void aNoteIsEnteredOnce() {
    var key = rig.open();

    assertThat(booth.answer("c1", ANN, "note " + key + " it's a test"))
        .isEqualTo(new Answer.Noted(key));
    assertThat(booth.anotherProcess().answer("c1", ANN, "note " + key + " it's a test"))
        .isEqualTo(new Answer.Noted(key));

    assertThat(rig.facts(key)).hasSize(2).last().isEqualTo(new Fact.CaseNoted("it's a test"));
  }

  @Test
  void aCaseIsGivenToRespondersOnly() {
    var key = rig.open();

    assertThat(booth.answer("c1", ANN, "assign " + key + " @ben"))
        .isEqualTo(new Answer.Assigned(key, Booth.BEN.id()));
    var refused = new Answer.Refused(new Refusal(Reason.NOT_ASSIGNABLE, Booth.STRANGER.id()));
    assertThat(booth.answer("c2", ANN, "assign " + key + " " + Booth.STRANGER.id()))
        .isEqualTo(refused);
    assertThat(booth.answer("c2", ANN, "assign " + key + " " + Booth.STRANGER.id()))
        .isEqualTo(refused);

    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.assigned", "action.refused");
    assertThat(rig.state(key).owner().map(Owner::user)).contains(Booth.BEN.id());
  }

  @Test
  void aClosedCaseIsGivenToNobody() {
    var key = rig.open();
    rig.append(key, ANN.actor(), new Fact.CaseClosed("benign", ""));

    assertThat(booth.answer("c1", ANN, "assign " + key + " @ben"))
        .isEqualTo(new Answer.Refused(new Refusal(Reason.CASE_CLOSED, key.text())));
  }

  @Test
  void whatIsInNoCaseIsSaidToBe() {
    for (var text : List.of("note IR-2026-999 x", "verify IR-2026-999", "show IR-2026-999")) {
      assertThat(booth.answer(text, ANN, text))
          .isEqualTo(
              new Answer.Mistake(
                  "/ir " + Line.first(text), Answer.Kind.UNKNOWN_CASE, "IR-2026-999", List.of()));
    }
  }

  @Test
  void everybodyGetsHelpAndIsToldWhoTheyAreAndNothingElse() {
    var key = rig.open();

    assertThat(booth.answer("c1", Booth.STRANGER, "help")).isInstanceOf(Answer.Overview.class);
    assertThat(booth.answer("c2", Booth.STRANGER, "whoami"))
        .isEqualTo(new Answer.You(Booth.STRANGER, Set.of()));
    for (var text :
        List.of("status", "oncall", "list", "show " + key, "timeline " + key, "verify " + key)) {
      assertThat(booth.answer(text, Booth.STRANGER, text)).isInstanceOf(Answer.Refused.class);
    }
  }

  @Test
  void peopleOfOtherWorkspacesAreToldNothing() {
    var foreign = new Person("U9", "T9", "Mal");

    assertThat(booth.answer("c1", foreign, "whoami"))
        .isEqualTo(new Answer.Refused(new Refusal(Reason.FOREIGN, "")));
  }

  @Test
  void tellsWhatSomebodyIs() {
    assertThat(booth.answer("c1", Booth.BEN, "whoami"))
        .isEqualTo(new Answer.You(Booth.BEN, Set.of(Duty.RESPONDER, Duty.APPROVER, Duty.ON_CALL)));
  }

  @Test
  void listsWhatIsAskedForTheWorstFirst() {
    var first = rig.open();
    var mine = rig.open();
    rig.append(mine, ANN.actor(), new Fact.CaseAcknowledged());

    assertThat(keys("list")).containsExactly(first, mine);
    assertThat(keys("list mine")).containsExactly(mine);
    assertThat(keys("list sev=critical")).isEmpty();
    assertThat(keys("list account=111122223333 last=1h")).hasSize(2);
    rig.clock.tick(Duration.ofHours(2));
    assertThat(keys("list last=1h")).isEmpty();
    assertThat(keys("list waiting")).isEmpty();
  }

  private List<CaseKey> keys(String text) {
    return switch (booth.answer(text, ANN, text)) {
      case Answer.Cases cases -> cases.cases().stream().map(c -> c.key()).toList();
      case Answer other -> throw new AssertionError(other);
    };
  }

  @Test
  void theStatusTellsWhatThereIsToDo() {
    rig.open();

    assertThat(status().backlog())
        .isEqualTo(new Answer.Backlog(Map.of(Severity.INFORMATIONAL, 1), 1, Rig.START, false));
    assertThat(status().vitals().down()).containsExactly("slack");
  }

  @Test
  void theStatusIsToldWhileTheTableDoesNotAnswer() {
    rig.table.faults().breakReads(1);

    assertThat(status().backlog()).isNull();
  }

  private Answer.Status status() {
    return switch (booth.answer("status", ANN, "status")) {
      case Answer.Status status -> status;
      case Answer other -> throw new AssertionError(other);
    };
  }

  @Test
  void aTimelineGivesTheEntriesBeforeOne() {
    var key = rig.open();
    for (int n = 0; n < 60; n++) {
      rig.append(key, Actor.CORDON, new Fact.CaseNoted("n" + n));
    }

    assertThat(seqs("timeline " + key)).hasSize(40).startsWith(22L).endsWith(61L);
    assertThat(seqs("timeline " + key + " before=22")).startsWith(1L).endsWith(21L);
    assertThat(seqs("timeline " + key + " before=900")).endsWith(61L);
  }

  private List<Long> seqs(String text) {
    return switch (booth.answer(text, ANN, text)) {
      case Answer.Entries entries -> entries.entries().stream().map(e -> e.seq()).toList();
      case Answer other -> throw new AssertionError(other);
    };
  }

  @Test
  void aDialogIsOpenedForThoseWhoMayAndOnce() {
    assertThat(booth.take("c1", ANN, "/ir", "isolate " + WEB)).isInstanceOf(Taken.Asks.class);
    assertThat(booth.take("c2", Booth.STRANGER, "/ir", "isolate " + WEB))
        .isInstanceOf(Taken.Answered.class);
  }
}
