package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseAction.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseTest {
  private static final Actor ANN = Actor.person("U1", "Ann");
  private static final Actor BEN = Actor.person("U2", "Ben");
  private static final Target WEB = new Target.Instance("111122223333", "eu-west-1", "i-01");
  private static final Target DB = new Target.Instance("111122223333", "eu-west-1", "i-02");
  private static final StoredObject FILE = new StoredObject("k", "v", "h", 1);
  private static final Failure DENIED = new Failure("ec2:X", "AccessDenied", "no", "r", "id");
  private static final Change MOVE =
      new Change("c1", "eni-1", "groups", List.of("a"), List.of("b"), "ec2:M", true, List.of());
  private static final Change MAKE =
      new Change("c2", "vpc-1", "group", List.of(), List.of("g"), "ec2:C", false, List.of());

  private final Chain chain = new Chain();

  private static Finding finding(String title, Severity severity, Finding.Status status) {
    return new Finding(
        "GuardDuty",
        "f1",
        "T",
        title,
        "",
        severity,
        null,
        "111122223333",
        "eu-west-1",
        List.of(),
        null,
        null,
        null,
        1,
        status,
        false,
        null,
        null,
        List.of());
  }

  private static Fact received(String message, int n, Severity severity, Finding.Status status) {
    return new Fact.FindingReceived(
        n, "h", message, "arn:aws:sns:eu-west-1:1:t", finding(message, severity, status));
  }

  private static Fact requested(String id, String name, Target target, @Nullable String undoes) {
    return new Fact.ActionRequested(id, name, Danger.C, target, "reason", Map.of(), 0, undoes);
  }

  private static Fact started(String id, Change... changes) {
    return new Fact.ActionStarted(id, List.of(changes), FILE, List.of(new Remark("r", "")));
  }

  private CaseAction action(String id) {
    return chain.state().action(id).orElseThrow();
  }

  @Test
  void isEmptyBeforeItsFirstEntry() {
    var state = Case.empty(Chain.KEY);

    assertThat(state.seq()).isZero();
    assertThat(state.head()).isEqualTo("0".repeat(64));
    assertThat(state.opened()).isEmpty();
    assertThat(state.nextAction()).isEqualTo("A-1");
  }

  @Test
  void takesEveryKindOfFact() {
    SampleFacts.all()
        .forEach(fact -> {
          var one = new Chain();
          if (fact instanceof Fact.OfAction of) {
            one.add(ANN, requested(of.action(), "isolate", WEB, null));
          }
          one.add(ANN, fact);
          assertThat(one.state().head()).isEqualTo(one.entries().getLast().hash());
        });
  }

  @Test
  void refusesAnEntryThatDoesNotFollow() {
    chain.add(ANN, new Fact.CaseNoted("1"), new Fact.CaseNoted("2"));
    var second = chain.entries().getLast();

    assertThatThrownBy(() -> Case.empty(Chain.KEY).then(second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chain.state().then(second))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotChangedByWhatComesAfter() {
    chain.add(ANN, requested("A-1", "isolate", WEB, null));
    var before = chain.state();

    var after = before.then(Entry.write(Chain.KEY, 2, chain.now(), started("A-1", MOVE), ANN, "p"));

    assertThat(before.action("A-1").orElseThrow().stage()).isEqualTo(Stage.REQUESTED);
    assertThat(before.seq()).isEqualTo(1);
    assertThat(after.action("A-1").orElseThrow().stage()).isEqualTo(Stage.STARTED);
  }

  @Test
  void countsFindingsAndKeepsTheFirstTheLatestAndTheWorstSeverity() {
    chain
        .add(ANN, received("m1", 1, Severity.MEDIUM, Finding.Status.ACTIVE))
        .pass(Duration.ofMinutes(5))
        .add(ANN, received("m2", 2, Severity.HIGH, Finding.Status.ACTIVE))
        .pass(Duration.ofMinutes(5))
        .add(ANN, received("m3", 3, Severity.LOW, Finding.Status.ACTIVE))
        .add(ANN, received("m4", 4, Severity.CRITICAL, Finding.Status.RESOLVED));

    var state = chain.state();

    assertThat(state.seen()).isEqualTo(4);
    assertThat(state.first().orElseThrow().title()).isEqualTo("m1");
    assertThat(state.latest().orElseThrow().title()).isEqualTo("m4");
    assertThat(state.latestAt()).contains(chain.now());
    assertThat(state.severity()).isEqualTo(Severity.HIGH);
    assertThat(state.opened()).contains(Instant.parse("2026-11-24T10:00:00Z"));
  }

  @Test
  void findingsOfOneMessageShareItsFile() {
    assertThat(Case.empty(Chain.KEY).fileOf("m1")).isEqualTo(1);

    chain.add(ANN, received("m1", 1, Severity.LOW, Finding.Status.ACTIVE));

    assertThat(chain.state().fileOf("m1")).isEqualTo(1);
    assertThat(chain.state().fileOf("m2")).isEqualTo(2);
    assertThat(chain.state().messages()).isEqualTo(1);
  }

  @Test
  void tellsWhyAMessageCouldNotBeRead() {
    chain.add(ANN, new Fact.FindingUnreadable(1, "h", "m1", "t", "No JSON."));

    assertThat(chain.state().unreadable().map(Fact.FindingUnreadable::reason)).contains("No JSON.");
    assertThat(chain.state().seen()).isEqualTo(1);
    assertThat(chain.state().first()).isEmpty();
  }

  @Test
  void knowsWhoTookItWhoHasItAndUntilWhenItIsQuiet() {
    var until = Instant.parse("2026-11-24T18:00:00Z");
    chain
        .add(ANN, new Fact.CaseAcknowledged(), new Fact.CaseAssigned("U2"))
        .add(BEN, new Fact.CaseSnoozed(until, "later"), new Fact.CardPosted("C1", "1.2"));

    var state = chain.state();

    assertThat(state.acknowledged()).contains(new By(ANN, chain.now()));
    assertThat(state.assignee()).contains("U2");
    assertThat(state.snoozedUntil()).contains(until);
    assertThat(state.card()).contains(new Fact.CardPosted("C1", "1.2"));
  }

  @Test
  void isQuietUntilItIsWokenAndThenNobodyHasIt() {
    chain
        .add(ANN, received("m1", 1, Severity.MEDIUM, Finding.Status.ACTIVE))
        .add(ANN, new Fact.CaseAcknowledged(), new Fact.CaseSnoozed(chain.now(), "known"));
    assertThat(chain.state().isQuiet()).isTrue();
    assertThat(chain.state().isWokenBy(Severity.MEDIUM)).isFalse();
    assertThat(chain.state().isWokenBy(Severity.HIGH)).isTrue();

    chain.add(Actor.CORDON, new Fact.CaseWoken(Fact.Waking.TIME, false));

    assertThat(chain.state().isQuiet()).isFalse();
    assertThat(chain.state().acknowledged()).isEmpty();
    assertThat(chain.state().owner()).isEmpty();
    assertThat(chain.state().isWokenBy(Severity.CRITICAL)).isFalse();
  }

  @Test
  void isLookedAfterByWhoeverTookItOrWasGivenItLast() {
    chain.add(ANN, new Fact.CaseAcknowledged());
    assertThat(chain.state().owner()).contains(new Owner("U1", chain.now()));

    chain.add(ANN, new Fact.CaseAssigned("U2"));

    assertThat(chain.state().owner()).contains(new Owner("U2", chain.now()));
  }

  @Test
  void isQuietAsAMemberUnlessItBecomesCritical() {
    var lead = new CaseKey("IR-2026-050");
    chain
        .add(ANN, received("m1", 1, Severity.HIGH, Finding.Status.ACTIVE))
        .add(ANN, new Fact.CaseJoined(lead));
    assertThat(chain.state().membership()).contains(new Membership(lead, Severity.HIGH));
    assertThat(chain.state().isQuiet()).isTrue();

    chain.add(ANN, received("m2", 2, Severity.CRITICAL, Finding.Status.ACTIVE));
    assertThat(chain.state().isQuiet()).isFalse();

    chain.add(ANN, new Fact.CaseLeft(lead));
    assertThat(chain.state().membership()).isEmpty();
  }

  @Test
  void aLeadIsAsSevereAsTheWorstOfItsMembers() {
    var gathered =
        new Fact.CaseGathered(
            "scan", "one source", List.of(Chain.KEY), 7, Severity.HIGH, List.of());
    var smaller =
        new Fact.CaseGathered("scan", "one source", List.of(), 0, Severity.LOW, List.of());

    chain.add(ANN, gathered).pass(Duration.ofMinutes(1)).add(Actor.CORDON, smaller);

    assertThat(chain.state().severity()).isEqualTo(Severity.HIGH);
    assertThat(chain.state().lead().orElseThrow().by().actor()).isEqualTo(ANN);
    assertThat(chain.state().lead().orElseThrow().gathered()).isEqualTo(smaller);
  }

  @Test
  void speaksForItselfAfterItWasReopened() {
    chain.add(ANN, new Fact.CaseJoined(Chain.KEY), new Fact.CaseClosed("benign", "with it"));
    assertThat(chain.state().closing()).contains(new Fact.CaseClosed("benign", "with it"));

    chain.add(BEN, new Fact.CaseReopened("again"));

    assertThat(chain.state().membership()).isEmpty();
    assertThat(chain.state().closing()).isEmpty();
  }

  @Test
  void isOpenAgainAfterItWasReopened() {
    chain.add(ANN, new Fact.CaseSnoozed(chain.now(), "x"), new Fact.CaseClosed("false", "n"));
    assertThat(chain.state().closed()).contains(new By(ANN, chain.now()));

    chain.add(BEN, new Fact.CaseReopened("again"));

    assertThat(chain.state().closed()).isEmpty();
    assertThat(chain.state().snoozedUntil()).isEmpty();
  }

  @Test
  void anActionGoesFromRequestedToDone() {
    chain.add(ANN, requested("A-1", "isolate", WEB, null));
    assertThat(action("A-1").stage()).isEqualTo(Stage.REQUESTED);
    assertThat(chain.state().openActions()).containsExactly("A-1");

    chain.pass(Duration.ofSeconds(1)).add(Actor.CORDON, started("A-1", MAKE, MOVE));
    assertThat(action("A-1").stage()).isEqualTo(Stage.STARTED);
    assertThat(action("A-1").changes()).containsExactly(MAKE, MOVE);
    assertThat(action("A-1").since()).isEqualTo(chain.now());

    chain.add(
        Actor.CORDON,
        new Fact.ChangeApplied("A-1", "c1", List.of("b"), "r"),
        new Fact.ChangeVerified("A-1", "c1", List.of("b")));
    assertThat(action("A-1").appliedTo("c1")).contains(List.of("b"));
    assertThat(action("A-1").confirmed()).containsExactly(MOVE);
    assertThat(action("A-1").canBeUndone()).isFalse();

    chain.add(Actor.CORDON, new Fact.ActionDone("A-1", FILE));
    assertThat(action("A-1").stage()).isEqualTo(Stage.DONE);
    assertThat(action("A-1").by()).isEqualTo(new By(ANN, Instant.parse("2026-11-24T10:00:00Z")));
    assertThat(action("A-1").canBeUndone()).isTrue();
    assertThat(chain.state().openActions()).isEmpty();
  }

  @Test
  void whatWasTurnedBackCannotBeTurnedBackAgain() {
    chain.add(
        ANN,
        requested("A-1", "isolate", WEB, null),
        started("A-1", MOVE),
        new Fact.ChangeApplied("A-1", "c1", List.of("b"), "r"),
        new Fact.ActionDone("A-1", FILE),
        requested("A-2", "isolate", WEB, "A-1"),
        started("A-2", MOVE.reversed(List.of("b"))),
        new Fact.ChangeApplied("A-2", "c1", List.of("a"), "r"),
        new Fact.ActionDone("A-2", FILE),
        new Fact.ActionUndone("A-1", "A-2"));

    assertThat(action("A-1").stage()).isEqualTo(Stage.UNDONE);
    assertThat(action("A-1").canBeUndone()).isFalse();
    assertThat(action("A-2").canBeUndone()).isFalse();
    assertThat(chain.state().undoOf("A-1")).contains(action("A-2"));
  }

  @Test
  void whatOnlyMadeThingsThatStayCannotBeUndone() {
    chain.add(
        ANN,
        requested("A-1", "isolate", WEB, null),
        started("A-1", MAKE, MOVE),
        new Fact.ChangeApplied("A-1", "c2", List.of("g"), "r"),
        new Fact.ActionPartial("A-1", 1, 2, DENIED, FILE));

    assertThat(action("A-1").canBeUndone()).isFalse();
    assertThat(action("A-1").stage()).isEqualTo(Stage.PARTIAL);
    assertThat(action("A-1").failure()).isEqualTo(DENIED);
  }

  @Test
  void everyOtherEndOfAnActionIsAnEnd() {
    var ends =
        Map.<Fact, Stage>of(
            new Fact.ActionFailed("A-1", DENIED), Stage.FAILED,
            new Fact.ActionNeedless("A-1", "x"), Stage.NEEDLESS,
            new Fact.ActionDenied("A-1", "x"), Stage.DROPPED,
            new Fact.ActionWithdrawn("A-1"), Stage.DROPPED,
            new Fact.ActionExpired("A-1"), Stage.DROPPED,
            new Fact.ActionVoided("A-1", "x"), Stage.DROPPED);

    ends.forEach((end, stage) -> {
      var state = new Chain().add(ANN, requested("A-1", "isolate", WEB, null), end).state();
      assertThat(state.action("A-1").orElseThrow().stage()).isEqualTo(stage);
      assertThat(state.openActions()).isEmpty();
    });
  }

  @Test
  void anActionHoldsAlthoughItsUndoWasCalledOff() {
    chain.add(
        ANN,
        requested("A-1", "isolate", WEB, null),
        started("A-1", MAKE, MOVE),
        new Fact.ActionDone("A-1", FILE),
        requested("A-2", "isolate", WEB, "A-1"));
    assertThat(chain.state().holds(action("A-1"))).isFalse();

    chain.add(ANN, new Fact.ActionDenied("A-2", "keep it isolated"));
    assertThat(chain.state().holds(action("A-1"))).isTrue();
  }

  @Test
  void waitsForApprovalsUntilNoneIsMissing() {
    var planned =
        new Fact.ActionPlanned("A-1", List.of(MOVE), List.of(), List.of(), List.of(), "d");
    chain.add(ANN, requested("A-1", "isolate", WEB, null), planned);
    assertThat(action("A-1").stage()).isEqualTo(Stage.PENDING);
    assertThat(action("A-1").stage().isOpen()).isTrue();

    chain.add(ANN, new Fact.ActionApproved("A-1", "d", 1, ""));
    assertThat(action("A-1").stage()).isEqualTo(Stage.PENDING);
    assertThat(action("A-1").consent().needed()).isEqualTo(2);

    chain.add(ANN, new Fact.ActionApproved("A-1", "d"));
    assertThat(action("A-1").stage()).isEqualTo(Stage.APPROVED);
    assertThat(action("A-1").consent().approvals()).hasSize(2);
    assertThat(action("A-1").changes()).isEmpty();
  }

  @Test
  void theNewestActionIsTheOneRequestedLastWhateverTheClocksSaid() {
    chain
        .add(ANN, requested("A-1", "isolate", WEB, null))
        .add(ANN, requested("A-2", "isolate", WEB, null));
    assertThat(chain.state().newest("isolate", WEB)).contains(action("A-2"));

    chain
        .pass(Duration.ofSeconds(-9))
        .add(ANN, requested("A-3", "isolate", WEB, null))
        .add(ANN, requested("A-4", "snapshot", WEB, null))
        .add(ANN, requested("A-5", "isolate", DB, null))
        .add(ANN, requested("A-6", "isolate", WEB, "A-1"));

    assertThat(chain.state().newest("isolate", WEB)).contains(action("A-3"));
    assertThat(chain.state().actions())
        .extracting(CaseAction::id)
        .containsExactly("A-1", "A-2", "A-3", "A-4", "A-5", "A-6");
    assertThat(chain.state().nextAction()).isEqualTo("A-7");
  }

  @Test
  void refusesAFactAboutAnActionThatNobodyRequested() {
    assertThatThrownBy(() -> chain.add(ANN, new Fact.ActionDone("A-1", FILE)).state())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A-1");
  }
}
