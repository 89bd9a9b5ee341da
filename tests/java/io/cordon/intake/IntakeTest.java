package io.cordon.intake;

import static io.cordon.intake.Posts.event;
import static io.cordon.intake.Posts.finding;
import static io.cordon.intake.Posts.post;
import static io.cordon.intake.Posts.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.findings.Finding;
import io.cordon.findings.FindingReader;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.BreakingPoint;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Table;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final String WEB = "i-0ab12cd34ef567890";
  private static final String DB = "i-0fffffffffffffff0";
  private static final CaseKey FIRST = new CaseKey("IR-2026-001");
  private static final CaseKey SECOND = new CaseKey("IR-2026-002");

  private Rig rig = new Rig();

  private Intake intake(Rig process) {
    return new Intake(process.messages, new FindingReader(), process.ledger, WINDOW, process.clock);
  }

  private void arrives(String id, String text) {
    rig.messages.accept(id, post(id, text));
    assertThat(intake(rig).read(id)).isInstanceOf(Then.Done.class);
  }

  private Case first() {
    return rig.state(FIRST);
  }

  private boolean isThere(CaseKey key) {
    return rig.ledger.find(key).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, ACTIVE, true", "HIGH, ACTIVE, false", "CRITICAL, ARCHIVED, false"})
  void whatIsCriticalIsToBeReadBeforeTheRest(String severity, String state, boolean grave) {
    var finding = finding("f1", WEB, "2026-11-24T10:00:00Z").put("RecordState", state);
    finding.putObject("Severity").put("Label", severity);

    assertThat(intake(rig).accept("m1", post("m1", event(finding)))).isTrue();

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(grave ? new Due.Grave("m1") : new Due.Intake("m1"));
  }

  @Test
  void whatCannotBeReadIsKeptAllTheSame() {
    assertThat(intake(rig).accept("m1", new byte[] {'{'})).isTrue();

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(new Due.Intake("m1"));
    assertThat(rig.messages.bytes("m1")).containsExactly('{');
  }

  @Test
  void opensACaseThatHoldsTheFindingAndTellsWhereItsBytesAre() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));

    var entry = rig.ledger.entries(FIRST, 1).getFirst();
    assertThat(entry.actor()).isEqualTo(Actor.topic(Posts.TOPIC));
    assertThat(entry.fact())
        .isInstanceOfSatisfying(
            Fact.FindingReceived.class,
            f -> {
              assertThat(f.n()).isEqualTo(1);
              assertThat(f.message()).isEqualTo("m1");
              assertThat(f.topic()).isEqualTo(Posts.TOPIC);
              assertThat(f.sha256()).isEqualTo(CanonicalJson.sha256(rig.messages.bytes("m1")));
              assertThat(f.finding().title()).isEqualTo("Title of f1");
            });
    assertThat(first().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void theBucketGetsTheBytesAsTheyCame() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));

    rig.mirror.flush(FIRST);

    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json"))
        .contains(rig.messages.bytes("m1"));
  }

  @Test
  void readAgainItChangesNothing() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));

    intake(rig.anotherProcess()).read("m1");

    assertThat(first().seq()).isEqualTo(1);
    assertThat(isThere(SECOND)).isFalse();
  }

  @Test
  void theSameFindingInAnotherMessageIsTheSame() {
    var finding = finding("f1", WEB, "2026-11-24T10:00:00Z");
    arrives("m1", event(finding));

    arrives("m2", event(finding));

    assertThat(first().seen()).isEqualTo(1);
  }

  @Test
  void anUpdateOfTheFindingIsSeenOnceMore() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));

    arrives("m2", event(finding("f1", WEB, "2026-11-24T11:00:00Z")));

    assertThat(first().seen()).isEqualTo(2);
    assertThat(first().messages()).isEqualTo(2);
    assertThat(isThere(SECOND)).isFalse();
  }

  @Test
  void anotherFindingAboutTheSameInstanceJoins() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));

    arrives("m2", event(finding("f2", WEB, "2026-11-24T10:00:00Z")));
    arrives("m3", event(finding("f3", DB, "2026-11-24T10:00:00Z")));

    assertThat(first().seen()).isEqualTo(2);
    assertThat(rig.state(SECOND).seen()).isEqualTo(1);
  }

  @Test
  void theWindowBeginsAnewWithEachFinding() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    rig.clock.tick(WINDOW.minusMinutes(1));
    arrives("m2", event(finding("f2", WEB, "2026-11-24T10:00:00Z")));
    rig.clock.tick(WINDOW.minusMinutes(1));

    arrives("m3", event(finding("f3", WEB, "2026-11-24T10:00:00Z")));

    assertThat(first().seen()).isEqualTo(3);
  }

  @Test
  void afterTheWindowItIsAnotherCase() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    rig.clock.tick(WINDOW);

    arrives("m2", event(finding("f2", WEB, "2026-11-25T10:00:00Z")));
    arrives("m3", event(finding("f3", WEB, "2026-11-25T10:00:00Z")));

    assertThat(first().seen()).isEqualTo(1);
    assertThat(rig.state(SECOND).seen()).isEqualTo(2);
  }

  @Test
  void aClosedCaseTakesInNoNews() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    rig.append(FIRST, Actor.person("U1", "Ann"), new Fact.CaseClosed("x", ""));

    arrives("m2", event(finding("f1", WEB, "2026-11-24T11:00:00Z")));

    assertThat(first().seen()).isEqualTo(1);
    assertThat(rig.state(SECOND).seen()).isEqualTo(1);
  }

  @Test
  void thatAFindingIsOverIsToldToItsCaseHoweverOldOrClosed() {
    var finding = finding("f1", WEB, "2026-11-24T10:00:00Z");
    arrives("m1", event(finding));
    rig.append(FIRST, Actor.person("U1", "Ann"), new Fact.CaseClosed("x", ""));
    rig.clock.tick(WINDOW.multipliedBy(2));

    arrives("m2", event(resolved(finding)));

    assertThat(first().latest().orElseThrow().status()).isEqualTo(Finding.Status.RESOLVED);
    assertThat(first().closed()).isPresent();
    assertThat(isThere(SECOND)).isFalse();
  }

  @Test
  void everyFindingOfABatchGoesIntoItsOwnCase() {
    var batch =
        event(
            finding("f1", WEB, "2026-11-24T10:00:00Z"),
            finding("f2", DB, "2026-11-24T10:00:00Z"),
            finding("f3", WEB, "2026-11-24T10:00:00Z"));

    arrives("m1", batch);

    assertThat(first().seen()).isEqualTo(2);
    assertThat(first().messages()).isEqualTo(1);
    assertThat(rig.state(SECOND).seen()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadBecomesACaseOfItsOwnAndIsKept() {
    arrives("m1", "no JSON at all");

    assertThat(first().unreadable()).isPresent();
    rig.mirror.flush(FIRST);
    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json"))
        .contains(rig.messages.bytes("m1"));

    intake(rig).read("m1");
    arrives("m2", "nor this");
    assertThat(first().seq()).isEqualTo(1);
    assertThat(rig.state(SECOND).unreadable()).isPresent();
  }

  @Test
  void theUnreadablePartOfABatchDoesNotLoseTheRest() {
    var bad = event(finding("f1", WEB, "2026-11-24T10:00:00Z")).replace("]}}", ",7]}}");

    arrives("m1", bad);

    assertThat(rig.kinds(FIRST)).containsExactly("finding.received");
    assertThat(rig.kinds(SECOND)).containsExactly("finding.unreadable");
  }

  @Test
  void manyAtOnceAboutOneInstanceAreOneCase() throws Exception {
    for (int n = 0; n < 16; n++) {
      var text = event(finding("f" + n, WEB, "2026-11-24T10:00:00Z"));
      rig.messages.accept("m" + n, post("m" + n, text));
    }
    var other = rig.anotherProcess();

    Racing.many(32, n -> intake(n % 2 == 0 ? rig : other).read("m" + n / 2));

    assertThat(first().seen()).isEqualTo(16);
    assertThat(first().messages()).isEqualTo(16);
    assertThat(isThere(SECOND)).isFalse();
  }

  @Test
  void aDeathAtAnyPointLosesNoFindingAndDoublesNone() {
    for (int point = 1; ; point++) {
      rig = new Rig();
      var batch =
          event(
              finding("f1", WEB, "2026-11-24T10:00:00Z"),
              finding("f2", DB, "2026-11-24T10:00:00Z"),
              finding("f3", WEB, "2026-11-24T10:00:00Z"));
      rig.messages.accept("m1", post("m1", batch));
      var death = new BreakingPoint(point);
      rig.table.faults().atEveryPoint(death);
      try {
        intake(rig).read("m1");
      } catch (BreakingPoint.Died _) {
        // The message is still due.
      }
      rig.table.faults().mend();

      intake(rig.anotherProcess()).read("m1");

      assertThat(titles(FIRST)).containsExactly("Title of f1", "Title of f3");
      assertThat(titles(SECOND)).containsExactly("Title of f2");
      if (!death.wasReached()) {
        assertThat(point).isGreaterThan(15);
        return;
      }
    }
  }

  private List<String> titles(CaseKey key) {
    return rig.ledger.entries(key, 1).stream()
        .map(Entry::fact)
        .map(f -> f instanceof Fact.FindingReceived r ? r.finding().title() : f.kind())
        .toList();
  }

  @Test
  void aMessageThatWasNeverAcceptedFails() {
    assertThatThrownBy(() -> intake(rig).read("m404")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void staysDueWhileTheTableIsAway() {
    rig.messages.accept("m1", post("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z"))));
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> intake(rig).read("m1")).isInstanceOf(Table.Unavailable.class);

    intake(rig).read("m1");
    assertThat(first().seen()).isEqualTo(1);
  }

  @Test
  void aHugeFindingFitsTheLedgerAndIsWholeInTheBucket() {
    var finding = finding("f1", WEB, "2026-11-24T10:00:00Z");
    finding.put("Title", "\u0001".repeat(50_000));
    finding.put("Description", "\ud83d\ude02".repeat(20_000));
    for (int n = 0; n < 60; n++) {
      finding
          .withArray("Resources")
          .addObject()
          .put("Type", "Other")
          .put("Id", "x".repeat(900) + n);
    }

    arrives("m1", event(finding));

    var line = rig.ledger.entries(FIRST, 1).getFirst().line();
    assertThat(line.getBytes(UTF_8).length).isLessThan(400_000);
    rig.mirror.flush(FIRST);
    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json"))
        .contains(rig.messages.bytes("m1"));
  }

  @Test
  void aFindingThatIsNoWorseLeavesASilencedCaseSilent() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    silence(FIRST);

    arrives("m2", event(finding("f2", WEB, "2026-11-24T10:01:00Z")));

    assertThat(first().seen()).isEqualTo(2);
    assertThat(first().isQuiet()).isTrue();
    assertThat(rig.mailbag.all())
        .extracting(l -> l.due().id())
        .noneMatch(id -> id.contains("lines"));
  }

  @Test
  void aWorseFindingWakesASilencedCaseAndCallsPeopleOnce() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    rig.append(FIRST, Actor.CORDON, new Fact.CardPosted("C1", "1.2"));
    silence(FIRST);

    arrives("m2", event(worse(finding("f2", WEB, "2026-11-24T10:01:00Z"))));
    arrives("m3", event(worse(finding("f3", WEB, "2026-11-24T10:02:00Z"))));
    intake(rig.anotherProcess()).read("m2");

    assertThat(rig.facts(FIRST).stream().filter(Fact.CaseWoken.class::isInstance))
        .containsExactly(new Fact.CaseWoken(Fact.Waking.WORSE, true));
    assertThat(first().isQuiet()).isFalse();
  }

  @Test
  void aSilencedCaseTakesInWhatComesAsLongAsItIsSilent() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    silence(FIRST);
    rig.clock.tick(WINDOW.multipliedBy(2));

    arrives("m2", event(finding("f2", WEB, "2026-11-26T10:00:00Z")));

    assertThat(first().seen()).isEqualTo(2);
    assertThat(isThere(SECOND)).isFalse();
  }

  @Test
  void aMemberOfALeadTakesInWhatIsAboutIt() {
    arrives("m1", event(finding("f1", WEB, "2026-11-24T10:00:00Z")));
    rig.append(FIRST, Actor.CORDON, new Fact.CaseJoined(SECOND));

    arrives("m2", event(finding("f2", WEB, "2026-11-24T10:01:00Z")));

    assertThat(first().seen()).isEqualTo(2);
  }

  private void silence(CaseKey key) {
    var until = rig.clock.instant().plus(Duration.ofDays(7));
    rig.append(key, Actor.person("U1", "Ann"), new Fact.CaseSnoozed(until, "a known scanner"));
  }

  private static ObjectNode worse(ObjectNode finding) {
    finding.putObject("Severity").put("Label", "CRITICAL");
    return finding;
  }
}
