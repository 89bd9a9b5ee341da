package io.cordon.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DutyTest {
  private final Rig rig = new Rig();
  private final List<Duty> duties = new ArrayList<>();

  @AfterEach
  void close() {
    duties.forEach(Duty::close);
  }

  /** A process with its duty, and what it did of it. */
  private final class Holder implements Duty.Rounds {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger rounds = new AtomicInteger();
    final AtomicBoolean dead = new AtomicBoolean();
    final CountDownLatch died = new CountDownLatch(1);
    final AtomicBoolean breaks = new AtomicBoolean();
    final Duty duty;

    Holder(String name) {
      duty = new Duty("test", name, rig.table, rig.clock, this);
      duties.add(duty);
      duty.start();
    }

    @Override
    public void begin() {
      begun.incrementAndGet();
    }

    @Override
    public void round(Duty.Hold hold) throws InterruptedException {
      rounds.incrementAndGet();
      if (dead.get()) {
        died.countDown();
        new CountDownLatch(1).await();
      }
      rig.mailbag.await(Duration.ofMillis(20));
      if (breaks.getAndSet(false)) {
        throw new StackOverflowError("broken once");
      }
    }

    void awaitRound() {
      var before = rounds.get();
      await().until(() -> rounds.get() > before);
    }
  }

  @Test
  void oneProcessDoesItAndTheOthersWait() {
    var first = new Holder("first");
    first.awaitRound();
    var second = new Holder("second");

    first.awaitRound();
    first.awaitRound();

    assertThat(second.begun).hasValue(0);
  }

  @Test
  void anotherTakesOverAtOnceFromWhoeverStops() {
    var first = new Holder("first");
    first.awaitRound();
    var second = new Holder("second");

    first.duty.close();

    second.awaitRound();
    assertThat(second.begun).hasValue(1);
  }

  @Test
  void anotherTakesOverFromWhoeverDiesWhenTheLeaseIsOver() {
    var first = new Holder("first");
    first.awaitRound();
    first.dead.set(true);
    await().until(() -> first.died.getCount() == 0);
    var second = new Holder("second");
    rig.clock.tick(Work.LEASE.plusSeconds(1));

    second.awaitRound();

    assertThat(second.begun).hasValue(1);
  }

  @Test
  void whoeverSleptThroughItsLeaseDoesNothingMore() {
    var lost = new AtomicReference<Throwable>();
    var duty =
        new Duty(
            "slept",
            "sleeper",
            rig.table,
            rig.clock,
            new Duty.Rounds() {
              @Override
              public void begin() {}

              @Override
              public void round(Duty.Hold hold) throws InterruptedException {
                if (lost.get() == null) {
                  rig.clock.tick(Work.LEASE.plusSeconds(1));
                  lost.set(catchThrowable(() -> hold.keepFor(Duration.ofSeconds(1))));
                }
                rig.mailbag.await(Duration.ofMillis(20));
              }
            });
    duties.add(duty);

    duty.start();

    await().until(() -> lost.get() != null);
    assertThat(lost.get()).isInstanceOf(Duty.Lost.class);
  }

  private static Throwable catchThrowable(Runnable run) {
    try {
      run.run();
      throw new AssertionError("nothing was thrown");
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  void aRoundThatFailsIsNotTheLast() {
    var process = new Holder("only");
    process.awaitRound();
    process.breaks.set(true);

    await().until(() -> !process.breaks.get());

    process.awaitRound();
  }

  @Test
  void holdsAsLongAsItWorks() {
    var first = new Holder("first");
    first.awaitRound();
    for (int i = 0; i < 5; i++) {
      rig.clock.tick(Work.LEASE.dividedBy(2));
      first.awaitRound();
      first.awaitRound();
    }
    var second = new Holder("second");
    first.awaitRound();

    assertThat(first.begun).hasValue(1);
    assertThat(second.begun).hasValue(0);
  }
}
