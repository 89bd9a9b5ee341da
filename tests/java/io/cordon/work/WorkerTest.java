package io.cordon.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Rig;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.sandbox.MemoryFaults.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-001");
  private static final Due MIRROR = new Due.Mirror(KEY);
  private static final Due RUN = new Due.Run(KEY, "A-1");

  private final Rig rig = new Rig();
  private final Rig other = rig.anotherProcess();
  private final List<Worker> workers = new ArrayList<>();
  private final Map<Due, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void stop() {
    go.countDown();
    workers.forEach(Worker::close);
  }

  private Worker worker(Rig process, Function<Due, Then> handler) {
    var worker = new Worker(process.work, handler, rig.clock);
    workers.add(worker);
    return worker;
  }

  private Then count(Due due) {
    runs.computeIfAbsent(due, _ -> new AtomicInteger()).incrementAndGet();
    return new Then.Done();
  }

  private Then waitForGo(Due due) {
    count(due);
    try {
      go.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new Then.Done();
  }

  private int runs(Due due) {
    return runs.getOrDefault(due, new AtomicInteger()).get();
  }

  private void schedule(Due due) {
    rig.table.write(List.of(rig.work.schedule(due, rig.clock.instant())));
    rig.work.wake();
    other.work.wake();
  }

  private void untilNothingIsDue() {
    await().until(() -> rig.work.pending().isEmpty());
  }

  private static List<Due> intakes(int many) {
    return IntStream.range(0, many).<Due>mapToObj(n -> new Due.Intake("m" + n)).toList();
  }

  @Test
  void doesWhatIsDueOnce() {
    worker(rig, this::count).start();

    schedule(MIRROR);

    untilNothingIsDue();
    assertThat(runs(MIRROR)).isEqualTo(1);
  }

  @Test
  void ofTwoWorkersOneDoesIt() {
    var items = intakes(200);
    items.forEach(this::schedule);

    worker(rig, this::count).start();
    worker(other, this::count).start();

    untilNothingIsDue();
    assertThat(items).allSatisfy(due -> assertThat(runs(due)).isEqualTo(1));
  }

  @Test
  void takesOverWhatADeadProcessHeld() {
    schedule(RUN);
    assertThat(other.work.take(rig.work.pending().getFirst())).isPresent();
    var worker = worker(rig, this::count);
    worker.start();
    schedule(MIRROR);
    await().until(() -> runs(MIRROR) == 1);
    assertThat(runs(RUN)).isZero();

    rig.clock.tick(Work.LEASE);
    rig.work.wake();

    untilNothingIsDue();
    assertThat(runs(RUN)).isEqualTo(1);
  }

  @Test
  void doesAgainWhatBecameDueWhileItWasAtIt() {
    worker(rig, this::waitForGo).start();
    schedule(MIRROR);
    await().until(() -> runs(MIRROR) == 1);

    schedule(MIRROR);
    go.countDown();

    untilNothingIsDue();
    assertThat(runs(MIRROR)).isEqualTo(2);
  }

  @Test
  void doesLaterWhatIsToBeDoneLater() {
    worker(
            rig,
            due -> {
              count(due);
              return runs(due) == 1 ? new Then.Again(Rig.START.plusSeconds(5)) : new Then.Done();
            })
        .start();
    schedule(RUN);
    await()
        .until(() ->
            rig.work.pending().stream()
                .anyMatch(p -> p.at().equals(at(5)) && p.heldUntil().equals(Instant.EPOCH)));
    assertThat(runs(RUN)).isEqualTo(1);

    rig.clock.tick(Duration.ofSeconds(5));
    rig.work.wake();

    untilNothingIsDue();
    assertThat(runs(RUN)).isEqualTo(2);
  }

  /** The table counts in milliseconds. */
  private Instant at(long seconds) {
    return Rig.START.plusSeconds(seconds);
  }

  @Test
  void triesAgainWhatFailedLaterEachTime() {
    worker(
            rig,
            due -> {
              count(due);
              if (runs(due) % 2 == 0) {
                throw new Defect();
              }
              throw new IllegalStateException("on purpose");
            })
        .start();
    schedule(RUN);

    for (long wait : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      await().until(() -> waits(wait));
      rig.clock.tick(Duration.ofSeconds(wait));
      rig.work.wake();
    }
    await().until(() -> runs(RUN) == 9);
  }

  private static final class Defect extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Whether something waits for at least half of so many seconds and at most all of them. */
  private boolean waits(long seconds) {
    var now = rig.clock.instant();
    return rig.work.pending().stream()
        .filter(p -> p.heldUntil().equals(Instant.EPOCH))
        .map(p -> Duration.between(now, p.at()).toMillis())
        .anyMatch(wait -> wait >= seconds * 500 && wait <= seconds * 1000);
  }

  @Test
  void aFailureOfOneDoesNotStopTheOthers() {
    worker(
            rig,
            due -> {
              if (due.equals(RUN)) {
                throw new IllegalStateException("on purpose");
              }
              return count(due);
            })
        .start();

    schedule(RUN);
    intakes(100).forEach(this::schedule);

    await().until(() -> rig.work.pending().size() == 1);
    assertThat(runs.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(100);
  }

  @Test
  void whatPeopleWaitForDoesNotWaitForAStorm() {
    intakes(200).forEach(this::schedule);
    worker(rig, due -> due.equals(RUN) ? count(due) : waitForGo(due)).start();
    await().until(() -> runs.size() == 16);

    schedule(RUN);

    await().until(() -> runs(RUN) == 1);
    go.countDown();
    untilNothingIsDue();
  }

  @Test
  void whatIsGraveDoesNotWaitForAStormEither() {
    intakes(200).forEach(this::schedule);
    var grave = new Due.Grave("m");
    worker(rig, due -> due.equals(grave) ? count(due) : waitForGo(due)).start();
    await().until(() -> runs.size() == 16);

    schedule(grave);

    await().until(() -> runs(grave) == 1);
    go.countDown();
    untilNothingIsDue();
  }

  @Test
  void findsItsRoomAgainAfterTheTableWasAway() throws Exception {
    var worker = worker(rig, this::count);
    IntStream.rangeClosed(1, 70)
        .mapToObj(n -> new Due.Mirror(CaseKey.of(2026, n)))
        .forEach(this::schedule);
    rig.table.faults().breakWrites(Kind.BEFORE, 70);
    worker.takeAll(Lane.REST);
    assertThat(runs).isEmpty();

    await()
        .until(() -> {
          worker.takeAll(Lane.REST);
          return rig.work.pending().isEmpty();
        });

    assertThat(runs).hasSize(70);
  }

  @Test
  void keepsLookingWhenTheTableDoesNotAnswer() {
    rig.table.faults().breakReads(2);
    schedule(MIRROR);

    worker(rig, this::count).start();

    await().until(() -> runs(MIRROR) == 1);
  }

  @Test
  void whatWasDoneButCouldNotBeCrossedOffIsDoneAgain() {
    var first = new AtomicReference<>(true);
    worker(
            rig,
            due -> {
              if (first.getAndSet(false)) {
                rig.table.faults().breakWrites(Kind.BEFORE, 1);
              }
              return count(due);
            })
        .start();
    schedule(MIRROR);
    await().until(() -> waits(1));

    rig.clock.tick(Duration.ofSeconds(1));
    rig.work.wake();

    untilNothingIsDue();
    assertThat(runs(MIRROR)).isEqualTo(2);
  }

  /** Somebody who closes the worker and now waits for what runs. */
  private static Thread closing(Worker worker) {
    var closing = Thread.ofVirtual().start(worker::close);
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    return closing;
  }

  @Test
  void closingWaitsForWhatRunsAndTakesNothingNew() throws Exception {
    var worker = worker(rig, this::waitForGo);
    worker.start();
    schedule(RUN);
    await().until(() -> runs(RUN) == 1);
    var closing = closing(worker);

    schedule(MIRROR);
    go.countDown();
    closing.join();

    assertThat(rig.work.pending()).extracting(Work.Pending::due).containsExactly(MIRROR);
    assertThat(runs(MIRROR)).isZero();
  }

  @Test
  void closesWhileThereIsNoRoomForWhatIsDue() throws Exception {
    var worker = worker(rig, this::waitForGo);
    intakes(100).forEach(this::schedule);
    worker.start();
    await().until(() -> runs.size() == 16);
    var closing = closing(worker);

    go.countDown();
    closing.join();

    assertThat(rig.work.pending()).hasSize(84);
    assertThat(runs).hasSize(16);
  }

  @Test
  void aClosedWorkerThatNeverStartedIsClosed() {
    var worker = worker(rig, this::count);
    schedule(MIRROR);

    worker.close();

    assertThat(runs(MIRROR)).isZero();
  }

  @Test
  void whatThisProcessAcceptsItReadsAtOnceAndHoldsFromTheStart() {
    worker(rig, this::waitForGo).start();

    rig.messages.accept("m0", new byte[] {'{', '}'});

    await().until(() -> runs(new Due.Intake("m0")) == 1);
    var item = rig.work.pending().getFirst();
    assertThat(item.heldUntil()).isAfter(rig.clock.instant());
    assertThat(item.item().version()).isEqualTo(1);
    go.countDown();
    untilNothingIsDue();
  }

  @Test
  void whatADeadProcessHadInHandIsTakenOver() {
    other.work.giveTo(_ -> {}, 10);
    other.messages.accept("m0", new byte[] {'{', '}'});
    worker(rig, this::count).start();
    schedule(MIRROR);
    await().until(() -> runs(MIRROR) == 1);
    assertThat(runs(new Due.Intake("m0"))).isZero();

    rig.clock.tick(Work.LEASE);
    rig.work.wake();

    untilNothingIsDue();
    assertThat(runs(new Due.Intake("m0"))).isEqualTo(1);
  }

  @Test
  void whatIsMoreThanItsHandsHoldIsFoundByAnybody() {
    worker(rig, this::waitForGo).start();
    accept(500);
    assertThat(free()).isEqualTo(100);

    worker(other, this::count).start();

    await().until(() -> free() == 0);
    go.countDown();
    untilNothingIsDue();
    assertThat(runs).hasSize(500).allSatisfy((_, times) -> assertThat(times).hasValue(1));
  }

  private void accept(int many) {
    IntStream.range(0, many).forEach(n -> rig.messages.accept("m" + n, new byte[] {'{', '}'}));
  }

  private long free() {
    return rig.work.pending().stream().filter(rig.work::isFree).count();
  }

  @Test
  void whatIsInHandAndNotBegunIsGivenBackOnClosing() throws Exception {
    var worker = worker(rig, this::waitForGo);
    worker.start();
    accept(200);
    await().until(() -> runs.size() == 16);
    var closing = closing(worker);

    await().until(() -> free() == 184);
    go.countDown();
    closing.join();

    assertThat(runs).hasSize(16);
    assertThat(rig.work.pending()).hasSize(184);
  }

  @Test
  void whatWaitsInHandForLongIsHeldLonger() {
    worker(rig, this::waitForGo).start();
    accept(100);
    await().until(() -> runs.size() == 16);

    rig.clock.tick(Work.LEASE.dividedBy(2));

    await()
        .until(() ->
            rig.work.pending().stream()
                .allMatch(p -> p.heldUntil().equals(rig.clock.instant().plus(Work.LEASE))));
    go.countDown();
    untilNothingIsDue();
  }
}
