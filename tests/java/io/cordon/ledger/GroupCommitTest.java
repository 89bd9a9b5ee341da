package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Item;
import io.cordon.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Those who write to one case at once are written together, and none of them can tell. */
class GroupCommitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Actor ANN = Actor.person("U1", "Ann");
  private static final Actor TOPIC = Actor.topic("arn:aws:sns:eu-west-1:111122223333:t");

  private final Rig rig = new Rig();
  private final CaseKey key = rig.open("about");
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Thread> waiting = new ArrayList<>();

  private static Decision<Long> note(Case state, String text, String... claims) {
    return new Decision<>(
        ANN, List.of(new Fact.CaseNoted(text)), List.of(), List.of(claims), state.seq());
  }

  /** Begins something that has to wait for its turn at the case. */
  private <T> FutureTask<T> waits(Callable<T> something) {
    var task = new FutureTask<>(something);
    begin(task);
    return task;
  }

  private void begin(Runnable task) {
    var thread = Thread.ofVirtual().start(task);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.WAITING);
    waiting.add(thread);
  }

  private FutureTask<Decided<Long>> waits(String text, String... claims) {
    return waits(() -> rig.ledger.decide(key, state -> note(state, text, claims)));
  }

  private FutureTask<Decided<Long>> newsWaits(String text) {
    return waits(() ->
        rig.ledger.correlate(
            List.of("about"),
            _ -> true,
            state -> Decision.of(TOPIC, state.seq(), new Fact.CaseNoted(text))));
  }

  /** Somebody who is at the case until they are told to go on. */
  private void somebodyIsAtTheCase() {
    begin(() ->
        rig.ledger.decide(
            key,
            state -> {
              try {
                go.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return note(state, "first");
            }));
  }

  private void goOn() throws InterruptedException {
    go.countDown();
    for (var thread : waiting) {
      thread.join();
    }
  }

  private List<Item> appends() {
    return rig.table.query("case " + key, "e#", "");
  }

  private List<String> texts() {
    return rig.facts(key).stream()
        .filter(Fact.CaseNoted.class::isInstance)
        .map(f -> ((Fact.CaseNoted) f).text())
        .toList();
  }

  private static Decided.Written<Long> written(FutureTask<Decided<Long>> task) throws Exception {
    return switch (task.get()) {
      case Decided.Written<Long> written -> written;
      case Decided.Duplicate<Long> _ -> throw new AssertionError("a duplicate");
    };
  }

  private static long from(FutureTask<Decided<Long>> task) throws Exception {
    return written(task).answer();
  }

  @Test
  void thoseWhoWaitAreWrittenTogetherInTheirOrderEachFromTheStateBefore() throws Exception {
    somebodyIsAtTheCase();
    var tasks = IntStream.range(0, 20).mapToObj(n -> waits("n" + n)).toList();
    goOn();

    assertThat(appends()).hasSize(3);
    for (int n = 0; n < 20; n++) {
      assertThat(texts().get(1 + n)).isEqualTo("n" + n);
      assertThat(from(tasks.get(n))).isEqualTo(2 + n);
      assertThat(written(tasks.get(n)).state().seq()).isEqualTo(3 + n);
    }
    assertUnbroken(rig, key);
  }

  @Test
  void peopleDoNotWaitForNewsThatCameBefore() throws Exception {
    somebodyIsAtTheCase();
    var news = IntStream.range(0, 120).mapToObj(n -> newsWaits("news" + n)).toList();
    var click = waits("click");
    goOn();

    assertThat(from(click)).isEqualTo(2);
    for (int n = 0; n < 120; n++) {
      assertThat(from(news.get(n))).isEqualTo(3 + n);
    }
  }

  @Test
  void whatDoesNotFitIsWrittenNext() throws Exception {
    somebodyIsAtTheCase();
    var many = IntStream.range(0, 150).mapToObj(n -> waits("n" + n, "claim " + n)).toList();
    var large = IntStream.range(0, 5).mapToObj(_ -> waits("x".repeat(90_000))).toList();
    goOn();

    assertThat(from(many.getLast())).isEqualTo(151);
    assertThat(from(large.getLast())).isEqualTo(156);
    assertThat(texts()).hasSize(156);
    assertThat(appends()).hasSizeLessThan(9);
    assertUnbroken(rig, key);
  }

  @Test
  void ofTwoThatClaimTheSameTheSecondIsToldOfTheFirst() throws Exception {
    somebodyIsAtTheCase();
    var first = waits("a", "once");
    var second = waits("b", "once");
    var third = waits("c");
    goOn();

    assertThat(from(first)).isEqualTo(2);
    assertThat(second.get()).isEqualTo(new Decided.Duplicate<Long>(key, 3));
    assertThat(from(third)).isEqualTo(3);
    assertThat(texts()).containsExactly("first", "a", "c");
  }

  @Test
  void whatWasClaimedBeforeEndsForThatCallerOnly() throws Exception {
    var elsewhere = rig.open();
    rig.ledger.decide(elsewhere, state -> note(state, "x", "once"));
    somebodyIsAtTheCase();
    var before = waits("a");
    var repeated = waits("b", "once");
    var after = waits("c", "another");
    goOn();

    assertThat(repeated.get()).isEqualTo(new Decided.Duplicate<Long>(elsewhere, 2));
    assertThat(List.of(from(before), from(after))).containsExactly(2L, 3L);
    assertThat(texts()).containsExactly("first", "a", "c");
  }

  @Test
  void whatThrowsFailsForItsOwnCallerOnly() throws Exception {
    somebodyIsAtTheCase();
    var before = waits("a");
    FutureTask<Decided<Long>> failing =
        waits(() ->
            rig.ledger.decide(
                key,
                _ -> {
                  throw new IllegalStateException("on purpose");
                }));
    // Of an action that nobody requested: it cannot be taken into the case.
    var nonsense = waits(() -> rig.append(key, ANN, new Fact.ActionWithdrawn("A-9")));
    var after = waits("c");
    goOn();

    assertThat(failing)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(nonsense)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalArgumentException.class);
    assertThat(List.of(from(before), from(after))).containsExactly(2L, 3L);
    assertThat(texts()).containsExactly("first", "a", "c");
  }

  @Test
  void whoeverRepeatsWhatWasWrittenWithALostAnswerLearnsWhereItIs() throws Exception {
    somebodyIsAtTheCase();
    var tasks = IntStream.range(0, 5).mapToObj(n -> waits("n" + n, "claim " + n)).toList();
    // The answers to the first, to the group that did not see it, and to the group that did.
    rig.table.faults().breakWrites(Kind.AFTER, 3);
    goOn();

    assertThat(tasks)
        .allSatisfy(task ->
            assertThat(task)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(Table.Unavailable.class));
    assertThat(rig.ledger.decide(key, state -> note(state, "again", "claim 3")))
        .isEqualTo(new Decided.Duplicate<Long>(key, 6));
  }

  /** What one caller wanted to write under a claim, and was told. */
  private record Told(String text, int claim, Decided<Long> decided) {}

  @Test
  void whatComesOfItIsAsIfEachHadBeenWrittenAlone() throws Exception {
    for (int round = 0; round < 5; round++) {
      var one = new Rig();
      var processes = List.of(one, one.anotherProcess());
      var cases = IntStream.range(0, 3).mapToObj(n -> one.open("case " + n)).toList();

      var told =
          Racing.many(
              48,
              n ->
                  IntStream.range(0, 8)
                      .mapToObj(i -> ask(processes.get(n % 2), cases, n, i))
                      .toList());

      assertEachWasToldTheTruth(one, told.stream().flatMap(List::stream).toList());
      cases.forEach(key -> assertUnbroken(one, key));
      assertThat(cases.stream().mapToLong(key -> one.state(key).seq()).sum()).isEqualTo(3 + 150);
    }
  }

  /** Each of 150 claims comes two or three times, to any of the cases. */
  private static Told ask(Rig process, List<CaseKey> cases, int n, int i) {
    var text = n + "/" + i;
    var claim = (n * 8 + i) % 150;
    var about = (n + i) % 3;
    if (i == 4) {
      process.table.contend(1);
    }
    return new Told(
        text,
        claim,
        n % 4 == 0
            ? process.ledger.decide(cases.get(about), state -> note(state, text, "claim " + claim))
            : process.ledger.correlate(
                List.of("case " + about, "name " + text),
                _ -> true,
                state -> note(state, text, "claim " + claim)));
  }

  private static void assertEachWasToldTheTruth(Rig rig, List<Told> all) {
    var written = new HashMap<Integer, String>();
    for (var told : all) {
      if (told.decided() instanceof Decided.Written<Long> w) {
        assertThat(written.put(told.claim(), told.text())).isNull();
        assertThat(w.state().seq()).isEqualTo(w.answer() + 1);
        assertThat(textAt(rig, w.state().key(), w.answer() + 1)).isEqualTo(told.text());
      }
    }
    assertThat(written).hasSize(150);
    for (var told : all) {
      if (told.decided() instanceof Decided.Duplicate<Long> d) {
        assertThat(textAt(rig, d.first(), d.seq())).isEqualTo(written.get(told.claim()));
      }
    }
  }

  private static String textAt(Rig rig, CaseKey key, long seq) {
    return ((Fact.CaseNoted) rig.ledger.entries(key, seq).getFirst().fact()).text();
  }

  private static void assertUnbroken(Rig rig, CaseKey key) {
    var prev = Entry.NOTHING_BEFORE;
    var seq = 0L;
    for (var entry : rig.ledger.entries(key, 1)) {
      seq++;
      assertThat(entry.seq()).isEqualTo(seq);
      assertThat(entry.prev()).isEqualTo(prev);
      prev = CanonicalJson.sha256(entry.line());
    }
    assertThat(rig.anotherProcess().state(key).head()).isEqualTo(prev);
  }
}
