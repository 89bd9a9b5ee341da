package io.cordon.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-001");
  private static final Due MIRROR = new Due.Mirror(KEY);
  private static final Due RUN = new Due.Run(KEY, "A-1");

  private final Rig rig = new Rig();
  private final Work work = rig.work;
  private final Work other = rig.anotherProcess().work;

  private void schedule(Due due, Instant at) {
    rig.table.write(List.of(work.schedule(due, at)));
  }

  private void schedule(Due due) {
    schedule(due, rig.clock.instant());
  }

  private Work.Pending only() {
    assertThat(work.pending()).hasSize(1);
    return work.pending().getFirst();
  }

  private boolean isFree() {
    return work.isFree(only());
  }

  private Lease take(Work by) {
    return by.take(only()).orElseThrow();
  }

  @Test
  void whatIsScheduledTwiceIsDueOnce() {
    schedule(MIRROR);
    schedule(MIRROR);

    assertThat(only().due()).isEqualTo(MIRROR);
  }

  @Test
  void tellsWhatIsDueInOrderOfTime() {
    schedule(MIRROR, Rig.START.plusSeconds(2));
    schedule(RUN, Rig.START.plusSeconds(1));
    schedule(new Due.Intake("m"), Rig.START);

    assertThat(work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(new Due.Intake("m"), RUN, MIRROR);
  }

  @Test
  void leavesAloneWhatANewerCordonMadeDue() {
    rig.table.write(
        List.of(
            new Write.Create(
                Item.of(new Key("due", "later x"), Map.of("due", "0", "tries", "0")))));

    assertThat(work.pending()).isEmpty();
  }

  @Test
  void isFreeWhenItsTimeHasCome() {
    schedule(MIRROR, Rig.START.plusSeconds(5));
    assertThat(isFree()).isFalse();

    rig.clock.tick(Duration.ofSeconds(5));

    assertThat(isFree()).isTrue();
  }

  @Test
  void isTakenByOne() {
    schedule(MIRROR);
    var seen = only();

    assertThat(work.take(seen)).isPresent();

    assertThat(other.take(seen)).isEmpty();
    assertThat(isFree()).isFalse();
  }

  @Test
  void ofManyWhoTakeItAtOnceOneGetsIt() throws Exception {
    schedule(MIRROR);
    var seen = only();

    var taken = Racing.many(16, n -> (n % 2 == 0 ? work : other).take(seen).isPresent());

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void isGoneWhenItIsDone() {
    schedule(MIRROR);

    take(work).done();

    assertThat(work.pending()).isEmpty();
  }

  @Test
  void isFreeAgainWhenItsHolderShowedNoSignOfLife() {
    schedule(MIRROR);
    take(work);
    rig.clock.tick(Work.LEASE.minusMillis(1));
    assertThat(isFree()).isFalse();

    rig.clock.tick(Duration.ofMillis(1));

    assertThat(isFree()).isTrue();
    assertThat(other.take(only())).isPresent();
  }

  @Test
  void isHeldLongerByASignOfLife() {
    schedule(MIRROR);
    var lease = take(work);
    rig.clock.tick(Work.LEASE.minusSeconds(1));

    assertThat(lease.renew()).isTrue();

    rig.clock.tick(Work.LEASE.minusSeconds(1));
    assertThat(isFree()).isFalse();
  }

  @Test
  void whatBecameDueWhileItWasWorkedOnIsDueAfterwards() {
    schedule(MIRROR);
    var lease = take(work);
    schedule(MIRROR);

    lease.done();

    assertThat(isFree()).isTrue();
  }

  @Test
  void whatBecameDueWhileItWasWorkedOnIsDueAfterwardsThoughItWasHeldLongerSince() {
    schedule(MIRROR);
    var lease = take(work);
    schedule(MIRROR);
    assertThat(lease.renew()).isTrue();
    assertThat(lease.renew()).isTrue();

    lease.done();

    assertThat(isFree()).isTrue();
  }

  @Test
  void isLeftForLater() {
    schedule(RUN);

    take(work).later(Rig.START.plusSeconds(5), 3);

    assertThat(isFree()).isFalse();
    rig.clock.tick(Duration.ofSeconds(5));
    assertThat(isFree()).isTrue();
    assertThat(take(other).tries()).isEqualTo(3);
  }

  @Test
  void isNotLeftForLaterIfItBecameDueMeanwhile() {
    schedule(RUN);
    var lease = take(work);
    schedule(RUN);
    lease.renew();

    lease.later(Rig.START.plusSeconds(60), 3);

    assertThat(isFree()).isTrue();
    assertThat(take(work).tries()).isZero();
  }

  @Test
  void becomingDueAnewForgetsTheFailedTries() {
    schedule(RUN);
    take(work).later(Rig.START.plusSeconds(60), 5);

    schedule(RUN);

    assertThat(isFree()).isTrue();
    assertThat(take(work).tries()).isZero();
  }

  private Lease overtaken() {
    schedule(MIRROR);
    var lost = take(work);
    rig.clock.tick(Work.LEASE);
    return lost;
  }

  @Test
  void whoeverLostItCannotHoldItLonger() {
    var lost = overtaken();
    var held = take(other);

    assertThat(lost.renew()).isFalse();
    assertThat(lost.renew()).isFalse();
    assertThat(held.renew()).isTrue();
  }

  @Test
  void whoeverLostItCannotEndItForTheOther() {
    var lost = overtaken();
    take(other);

    lost.renew();
    lost.done();
    lost.later(Rig.START, 9);

    assertThat(only().heldUntil()).isAfter(rig.clock.instant());
    assertThat(isFree()).isFalse();
  }

  @Test
  void whoeverLostItDoesNotBringItBackAfterItWasDone() {
    var lost = overtaken();
    take(other).done();

    assertThat(lost.renew()).isFalse();
    lost.later(Rig.START, 9);
    lost.done();

    assertThat(work.pending()).isEmpty();
  }

  @Test
  void whoeverLostItCannotEndWhatBecameDueAndWasTakenSince() {
    var lost = overtaken();
    take(other).done();
    schedule(MIRROR);
    // The new item is at the version now that the old one was when it was lost.
    take(other);

    lost.done();
    lost.later(Rig.START, 9);

    assertThat(isFree()).isFalse();
    assertThat(only().item().number("tries")).isZero();
  }

  @Test
  void whoeverTakesItASecondTimeHoldsAnotherLease() {
    var lost = overtaken();
    var again = take(work);

    assertThat(lost.renew()).isFalse();
    lost.done();

    assertThat(again.renew()).isTrue();
  }

  @Test
  void aLateHolderWhomNobodyReplacedMayStillEndIt() {
    overtaken().done();

    assertThat(work.pending()).isEmpty();
  }

  @Test
  void aSignOfLifeWhoseAnswerWasLostDoesNotLoseTheItem() {
    schedule(MIRROR);
    var lease = take(work);
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(lease::renew).isInstanceOf(Table.Unavailable.class);

    assertThat(lease.renew()).isTrue();
    lease.done();

    // It may be due once more for nothing, but it is not lost and not held.
    assertThat(work.pending()).allSatisfy(p -> assertThat(work.isFree(p)).isTrue());
  }

  @Test
  void anItemThatWasTakenWithoutAnAnswerIsFreeAgainInTime() {
    schedule(MIRROR);
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> work.take(only())).isInstanceOf(Table.Unavailable.class);
    assertThat(isFree()).isFalse();

    rig.clock.tick(Work.LEASE);

    assertThat(Optional.of(take(other))).isPresent();
  }

  private List<Lease> takeMany(int many) {
    IntStream.range(0, many).forEach(n -> schedule(new Due.Intake("m" + n)));
    return work.pending().stream().flatMap(p -> work.take(p).stream()).toList();
  }

  /** The table counts two points for each write. */
  private int writes(Runnable run) {
    var points = new AtomicInteger();
    rig.table.faults().atEveryPoint(points::incrementAndGet);
    run.run();
    rig.table.faults().mend();
    return points.get() / 2;
  }

  @Test
  void manyAreEndedWithOneWrite() {
    var leases = takeMany(100);

    assertThat(writes(() -> work.done(leases))).isEqualTo(1);

    assertThat(work.pending()).isEmpty();
  }

  @Test
  void manyAreHeldLongerWithOneWriteAndCanBeEndedAfterwards() {
    var leases = takeMany(100);
    rig.clock.tick(Work.LEASE.minusSeconds(1));

    assertThat(writes(() -> assertThat(work.renew(leases)).isEmpty())).isEqualTo(1);

    rig.clock.tick(Work.LEASE.minusSeconds(1));
    assertThat(work.pending()).noneMatch(work::isFree);
    work.done(leases);
    assertThat(work.pending()).isEmpty();
  }

  @Test
  void manyAreGivenBackWithOneWrite() {
    var leases = takeMany(100);

    assertThat(writes(() -> work.giveBack(leases))).isEqualTo(1);

    assertThat(work.pending()).hasSize(100).allMatch(work::isFree);
  }

  @Test
  void ofManyThatAreEndedTogetherThoseStayThatBecameDueAnew() {
    var leases = takeMany(5);
    schedule(new Due.Intake("m3"));

    work.done(leases);

    assertThat(only().due()).isEqualTo(new Due.Intake("m3"));
    assertThat(isFree()).isTrue();
  }

  @Test
  void ofManyThatAreHeldLongerThoseAreToldThatWereLost() {
    var leases = takeMany(5);
    rig.clock.tick(Work.LEASE);
    var taken = work.pending().getFirst();
    assertThat(other.take(taken)).isPresent();

    assertThat(work.renew(leases)).extracting(Lease::due).containsExactly(taken.due());
  }
}
