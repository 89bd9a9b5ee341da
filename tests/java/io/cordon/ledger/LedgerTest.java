package io.cordon.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Table;
import io.cordon.work.Work;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Actor ANN = Actor.person("U1", "Ann");

  private final Rig rig = new Rig();
  private final Rig other = rig.anotherProcess();

  private static Decision<String> note(String text) {
    return Decision.of(ANN, text, new Fact.CaseNoted(text));
  }

  private static <T> T answer(Decided<T> decided) {
    return switch (decided) {
      case Decided.Written<T> written -> written.answer();
      case Decided.Duplicate<T> duplicate ->
          throw new AssertionError("a duplicate of " + duplicate.first());
    };
  }

  private static CaseKey keyOf(Decided<?> decided) {
    return switch (decided) {
      case Decided.Written<?> written -> written.state().key();
      case Decided.Duplicate<?> duplicate -> duplicate.first();
    };
  }

  /** Checks a chain from its lines alone, as somebody without Cordon would. */
  private static void assertUnbroken(List<Entry> entries) throws Exception {
    var prev = "0".repeat(64);
    var sha256 = MessageDigest.getInstance("SHA-256");
    for (int n = 0; n < entries.size(); n++) {
      var line = entries.get(n).line();
      assertThat(line).contains("\"prev\":\"" + prev + "\"").contains("\"seq\":" + (n + 1) + ",");
      prev = HexFormat.of().formatHex(sha256.digest(line.getBytes(UTF_8)));
    }
  }

  @Test
  void knowsNoCaseThatNobodyOpened() {
    var key = new CaseKey("IR-2026-001");

    assertThat(rig.ledger.find(key)).isEmpty();
    assertThatThrownBy(() -> rig.ledger.decide(key, _ -> note("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void appendsWhatWasDecidedAndGivesTheStateAfterwards() {
    var key = rig.open();

    var decided =
        rig.ledger.decide(
            key,
            state ->
                Decision.of(
                    ANN, state.seq(), new Fact.CaseAcknowledged(), new Fact.CaseAssigned("U1")));

    assertThat(decided)
        .isInstanceOfSatisfying(
            Decided.Written.class,
            w -> {
              assertThat(w.answer()).isEqualTo(1L);
              assertThat(w.state().seq()).isEqualTo(3);
            });
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.acknowledged", "case.assigned");
    assertThat(rig.ledger.entries(key, 2)).allSatisfy(e -> assertThat(e.at()).isEqualTo(Rig.START));
  }

  @Test
  void writesNothingWhenThereIsNothingToWrite() {
    var key = rig.open();

    var decided = rig.ledger.decide(key, state -> Decision.nothing(state.seq()));

    assertThat(answer(decided)).isEqualTo(1L);
    assertThat(rig.kinds(key)).containsExactly("case.opened");
  }

  @Test
  void everyAppendMakesTheCopyAndWhatElseWasDecidedDue() {
    var key = rig.open();

    rig.ledger.decide(key, _ -> note("x").thenDo(new Due.Run(key, "A-1")));

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactlyInAnyOrder(
            new Due.Mirror(key), new Due.Run(key, "A-1"), new Due.Card(key, Urgency.NEWS));
  }

  @Test
  void seesWhatAnotherProcessWrote() {
    var key = rig.open();
    assertThat(other.state(key).seq()).isEqualTo(1);

    rig.ledger.decide(key, _ -> note("x"));

    assertThat(other.state(key).seq()).isEqualTo(2);
    assertThat(other.ledger.decide(key, state -> note("after " + state.seq())))
        .isInstanceOf(Decided.Written.class);
    assertThat(rig.state(key).head()).isEqualTo(other.state(key).head());
  }

  @Test
  void aCaseThatIsRememberedIsTheCaseThatIsRead() {
    var key = rig.open();
    rig.ledger.decide(key, _ -> note("x"));
    other.ledger.decide(
        key,
        _ -> new Decision<>(ANN, List.of(new Fact.CaseClosed("r", "n")), List.of(), List.of(), ""));

    var remembered = rig.state(key);
    var read = rig.anotherProcess().state(key);

    assertThat(remembered).usingRecursiveComparison().isEqualTo(read);
  }

  @Test
  void ofSixteenWhoDecideAtOnceEachDecidesOnceFromTheStateBefore() throws Exception {
    var key = rig.open();
    var processes = List.of(rig, other, rig.anotherProcess(), rig.anotherProcess());

    var answers =
        Racing.many(
            16,
            n ->
                IntStream.range(0, 5)
                    .mapToObj(i ->
                        answer(
                            processes
                                .get(n % 4)
                                .ledger
                                .decide(
                                    key,
                                    state ->
                                        Decision.of(
                                            ANN, state.seq(), new Fact.CaseNoted(n + "/" + i)))))
                    .toList());

    assertThat(answers.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
    assertThat(rig.facts(key).stream().distinct()).hasSize(81);
    assertUnbroken(rig.ledger.entries(key, 1));
  }

  @Test
  void ofManyWhoWantWhatOnlyOneCanHaveOneGetsIt() throws Exception {
    var key = rig.open();

    var answers =
        Racing.many(
            16,
            n ->
                answer(
                    (n % 2 == 0 ? rig : other)
                        .ledger.decide(
                            key,
                            state ->
                                state.acknowledged().isPresent()
                                    ? Decision.nothing(false)
                                    : Decision.of(ANN, true, new Fact.CaseAcknowledged()))));

    assertThat(answers).containsOnlyOnce(true);
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.acknowledged");
  }

  @Test
  void newsAboutOneThingJoinOneCaseHoweverManyComeAtOnce() throws Exception {
    var keys =
        Racing.many(
            16,
            n ->
                keyOf(
                    (n % 2 == 0 ? rig : other)
                        .ledger.correlate(
                            List.of("finding " + n, "instance"), _ -> true, _ -> note("n" + n))));

    assertThat(keys).containsOnly(new CaseKey("IR-2026-001"));
    assertThat(rig.state(keys.getFirst()).seq()).isEqualTo(16);
    assertUnbroken(rig.ledger.entries(keys.getFirst(), 1));
    for (int n = 0; n < 16; n++) {
      assertThat(rig.ledger.correlated("finding " + n).orElseThrow().key())
          .isEqualTo(keys.getFirst());
    }
  }

  @Test
  void casesThatAreOpenedAtOnceAreNumberedWithoutGapOrDouble() throws Exception {
    var keys =
        Racing.many(
            16,
            n ->
                IntStream.range(0, 4)
                    .mapToObj(i -> (n % 2 == 0 ? rig : other).open(n + "/" + i))
                    .toList());

    assertThat(keys.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 64).mapToObj(n -> CaseKey.of(2026, n)).toList());
  }

  @Test
  void numbersBeginAnewWithTheYear() {
    rig.open();
    rig.clock.set(Instant.parse("2027-01-01T00:00:00Z"));

    assertThat(rig.open()).isEqualTo(new CaseKey("IR-2027-001"));
  }

  @Test
  void theMostTellingNameDecidesWhichCaseIsJoined() {
    var byFinding = rig.open("finding");
    rig.open("instance");

    var decided = rig.ledger.correlate(List.of("finding", "instance"), _ -> true, _ -> note("x"));

    assertThat(keyOf(decided)).isEqualTo(byFinding);
    assertThat(rig.ledger.correlated("instance").orElseThrow().key()).isEqualTo(byFinding);
  }

  @Test
  void aCaseThatTakesNoNewsIsPassedOver() {
    var first = rig.open("finding");
    var second = rig.open("instance");

    var decided =
        rig.ledger.correlate(
            List.of("finding", "instance"), state -> !state.key().equals(first), _ -> note("x"));
    var third = rig.ledger.correlate(List.of("finding", "instance"), _ -> false, _ -> note("x"));

    assertThat(keyOf(decided)).isEqualTo(second);
    assertThat(keyOf(third)).isEqualTo(new CaseKey("IR-2026-003"));
    assertThat(rig.ledger.correlated("finding").orElseThrow().key()).isEqualTo(keyOf(third));
    assertThat(rig.ledger.correlated("instance").orElseThrow().key()).isEqualTo(keyOf(third));
  }

  @Test
  void oneThingUnderTheSameNameTwiceIsOneThing() {
    var decided = rig.ledger.correlate(List.of("a", "a"), _ -> true, _ -> note("x"));

    assertThat(rig.ledger.correlated("a").orElseThrow().key()).isEqualTo(keyOf(decided));
  }

  @Test
  void whatDecidesNothingOpensNoCase() {
    rig.ledger.correlate(List.of("a"), _ -> true, _ -> Decision.nothing("x"));

    assertThat(rig.ledger.correlated("a")).isEmpty();
    assertThat(rig.open()).isEqualTo(new CaseKey("IR-2026-001"));
  }

  @Test
  void theSameThingIsTakenInOnceAndItsCaseIsTold() throws Exception {
    var key = rig.open();
    rig.ledger.decide(key, _ -> note("before"));
    rig.ledger.decide(key, _ -> note("x").once("click 1"));
    rig.ledger.decide(key, _ -> note("after"));

    var second = other.ledger.correlate(List.of("new"), _ -> true, _ -> note("x").once("click 1"));

    assertThat(second).isInstanceOf(Decided.Duplicate.class);
    assertThat(second).isEqualTo(new Decided.Duplicate<String>(key, 3));
    assertThat(rig.ledger.correlated("new")).isEmpty();
    assertThat(rig.state(key).seq()).isEqualTo(4);
  }

  @Test
  void ofManyOfTheSameAtOnceOneIsTakenIn() throws Exception {
    var key = rig.open();

    var decided =
        Racing.many(
            16,
            n -> (n % 2 == 0 ? rig : other).ledger.decide(key, _ -> note("n" + n).once("click 1")));

    assertThat(decided.stream().filter(d -> d instanceof Decided.Written)).hasSize(1);
    assertThat(rig.state(key).seq()).isEqualTo(2);
  }

  @Test
  void whoeverRepeatsAfterALostAnswerLearnsThatItWasTakenIn() {
    var key = rig.open();
    rig.table.faults().breakWrites(Kind.AFTER, 1);

    assertThatThrownBy(() -> rig.ledger.decide(key, _ -> note("x").once("click 1")))
        .isInstanceOf(Table.Unavailable.class);

    assertThat(rig.ledger.decide(key, _ -> note("x").once("click 1")))
        .isInstanceOf(Decided.Duplicate.class);
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.noted");
  }

  @Test
  void whoeverRepeatsADecisionAfterALostAnswerDecidesFromWhatWasWritten() {
    var key = rig.open();
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> rig.append(key, ANN, new Fact.CaseAcknowledged()))
        .isInstanceOf(Table.Unavailable.class);

    var decided =
        rig.ledger.decide(key, state -> Decision.nothing(state.acknowledged().isPresent()));

    assertThat(answer(decided)).isTrue();
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.acknowledged");
  }

  @Test
  void openingACaseWhoseAnswerWasLostOpensNoSecondOne() {
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(
            () -> rig.ledger.correlate(List.of("a"), _ -> true, _ -> note("x").once("m")))
        .isInstanceOf(Table.Unavailable.class);

    var again = rig.ledger.correlate(List.of("a"), _ -> true, _ -> note("x").once("m"));

    assertThat(again).isInstanceOf(Decided.Duplicate.class);
    assertThat(keyOf(again)).isEqualTo(new CaseKey("IR-2026-001"));
    assertThat(rig.open()).isEqualTo(new CaseKey("IR-2026-002"));
  }

  @Test
  void nothingIsWrittenWhileTheTableIsAway() {
    var key = rig.open();
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> rig.ledger.decide(key, _ -> note("x").once("click 1")))
        .isInstanceOf(Table.Unavailable.class);

    assertThat(rig.ledger.decide(key, _ -> note("x").once("click 1")))
        .isInstanceOf(Decided.Written.class);
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.noted");
  }

  @Test
  void decidesAgainWhileOthersAreWriting() {
    var key = rig.open();
    var decisions = new AtomicInteger();
    rig.table.contend(5);

    rig.ledger.decide(
        key,
        _ -> {
          decisions.incrementAndGet();
          return note("x").once("click 1");
        });

    assertThat(decisions).hasValue(6);
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.noted");
  }

  @Test
  void readsEntriesFromAnyPlaceOn() {
    var key = rig.open();
    for (int n = 0; n < 12; n++) {
      rig.append(key, ANN, new Fact.CaseNoted("n" + n));
    }

    assertThat(rig.ledger.entries(key, 10))
        .extracting(Entry::seq)
        .containsExactly(10L, 11L, 12L, 13L);
    assertThat(rig.ledger.entries(key, 14)).isEmpty();
  }

  @Test
  void readsEntriesFromTheMiddleOfAnAppendOn() {
    var key = rig.open();
    rig.append(key, ANN, notes(98));
    rig.append(key, ANN, notes(3));

    for (long from = 1; from <= 103; from++) {
      assertThat(rig.ledger.entries(key, from))
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(from, 102).boxed().toList());
    }
  }

  private static Fact[] notes(int many) {
    return IntStream.range(0, many).mapToObj(n -> new Fact.CaseNoted("n" + n)).toArray(Fact[]::new);
  }

  @Test
  void refusesADecisionThatFitsNoAppendAndWritesNothing() {
    var key = rig.open();

    assertThatThrownBy(() -> rig.append(key, ANN, notes(99)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rig.append(key, ANN, new Fact.CaseNoted("x".repeat(300_000))))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(rig.state(key).seq()).isEqualTo(1);
  }

  @Test
  void twoAppendsOfDifferentLengthFromOneStateCollide() {
    var key = rig.open();
    assertThat(other.state(key).seq()).isEqualTo(1);
    rig.append(key, ANN, notes(3));

    var decided = other.ledger.decide(key, state -> note("after " + state.seq()));

    assertThat(answer(decided)).isEqualTo("after 4");
    assertThat(rig.facts(key).getLast()).isEqualTo(new Fact.CaseNoted("after 4"));
  }

  @Test
  void whatWritesNothingIsDecidedFromWhatTheOthersWrote() {
    var key = rig.open();
    assertThat(other.state(key).acknowledged()).isEmpty();
    rig.append(key, ANN, new Fact.CaseAcknowledged());

    var decided =
        other.ledger.decide(key, state -> Decision.nothing(state.acknowledged().isPresent()));

    assertThat(answer(decided)).isTrue();
  }

  @Test
  void aDecisionDoesNotFailForWhatIsNotRemembered() {
    var key = rig.open();
    assertThat(other.state(key).acknowledged()).isEmpty();
    rig.append(key, ANN, new Fact.CaseAcknowledged());

    var decided =
        other.ledger.decide(key, state -> note(state.acknowledged().orElseThrow().actor().id()));

    assertThat(answer(decided)).isEqualTo("U1");
  }

  @Test
  void aCaseIsNotPassedOverForWhatIsNotRemembered() {
    var key = rig.open("a");
    rig.append(key, ANN, new Fact.CaseClosed("r", "n"));
    assertThat(other.state(key).closed()).isPresent();
    rig.append(key, ANN, new Fact.CaseReopened("r"));

    var decided =
        other.ledger.correlate(
            List.of("a"), state -> state.closed().isEmpty(), _ -> note("joined"));

    assertThat(keyOf(decided)).isEqualTo(key);
  }

  @Test
  void newsDoNotJoinACaseThatWasClosedUnnoticed() {
    var key = rig.open("a");
    assertThat(other.state(key).closed()).isEmpty();
    rig.append(key, ANN, new Fact.CaseClosed("r", "n"));

    var decided =
        other.ledger.correlate(
            List.of("a"), state -> state.closed().isEmpty(), _ -> note("opened"));

    assertThat(keyOf(decided)).isEqualTo(new CaseKey("IR-2026-002"));
    assertThat(rig.kinds(key)).containsExactly("case.opened", "case.closed");
  }

  @Test
  void aDecisionThatWritesToItsOwnCaseIsRefusedAndDoesNotWaitForItself() {
    var key = rig.open();

    assertThatThrownBy(() ->
            rig.ledger.decide(key, _ -> note(answer(rig.ledger.decide(key, _ -> note("inner"))))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(rig.state(key).seq()).isEqualTo(1);
  }
}
