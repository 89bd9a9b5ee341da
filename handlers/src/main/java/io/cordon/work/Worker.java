package io.cordon.work;

import io.cordon.ledger.Due;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due and has it done, each item on a virtual thread of its own, as long as it runs.
 * What fails is tried again, later each time.
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration SIGN_OF_LIFE = Work.LEASE.dividedBy(3);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Worked off well before the leases run out, if each takes less than a second. */
  private static final int IN_HAND = 400;

  private final Work work;
  private final Function<Due, Then> handler;
  private final Clock clock;
  private final ExecutorService items = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Lane, Semaphore> rooms = new EnumMap<>(Lane.class);
  private final Map<Due, Lease> waiting = new ConcurrentHashMap<>();
  private final Map<Due, Lease> running = new ConcurrentHashMap<>();

  /** What is being taken, or was and is running since. */
  private final Set<Due> taking = ConcurrentHashMap.newKeySet();

  private final CrossingOff crossingOff;
  private final List<Thread> looking = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A worker, not yet started.
   *
   * @param handler does the work; may be called again for the same item, by any process, after it
   *     threw or died
   */
  public Worker(Work work, Function<Due, Then> handler, Clock clock) {
    this.work = work;
    this.handler = handler;
    this.clock = clock;
    crossingOff = new CrossingOff(work);
    for (var lane : Lane.values()) {
      rooms.put(lane, new Semaphore(lane.atOnce(), true));
    }
  }

  /** Starts looking for work. */
  public void start() {
    crossingOff.start();
    work.giveTo(this::given, IN_HAND);
    Stream.of(Lane.values())
        .filter(Lane::isForWorkers)
        .forEach(lane -> looking.add(Thread.ofVirtual().start(() -> look(lane))));
    Thread.ofVirtual().start(this::signLife);
  }

  private void look(Lane lane) {
    while (isOpen()) {
      try {
        takeAll(lane);
        if (pause(closing, lane.pause())) {
          return;
        }
        work.awaitNews(lane, LOOK);
      } catch (InterruptedException _) {
        return;
      } catch (Throwable e) {
        // Whatever it is: without this loop nothing would be done any more.
        log.warn("cannot look for due work; looking again in {}", LOOK, e);
        pause(closing, LOOK);
      }
    }
  }

  /** Takes everything in a lane that is due, as soon as there is room for it. */
  void takeAll(Lane lane) throws InterruptedException {
    var all = new ArrayList<>(work.pending(lane));
    // Several processes that begin at the same end take the same from each other.
    Collections.rotate(all, ThreadLocalRandom.current().nextInt(1 + all.size()));
    for (var pending : all) {
      if (work.isFree(pending) && taking.add(pending.due())) {
        room(lane).acquire();
        if (!isOpen()) {
          return;
        }
        items.execute(() -> takeAndRun(pending));
      }
    }
  }

  private Semaphore room(Lane lane) {
    return Objects.requireNonNull(rooms.get(lane));
  }

  private void takeAndRun(Work.Pending pending) {
    var due = pending.due();
    var lease = isRunning(due) ? Optional.<Lease>empty() : take(pending);
    try {
      lease.ifPresent(taken -> {
        running.put(due, taken);
        run(taken);
      });
    } finally {
      lease.ifPresent(_ -> running.remove(due));
      taking.remove(due);
      room(Lane.of(due)).release();
      // It may have become due anew, and been passed over because it was running.
      lease.ifPresent(_ -> work.wake(List.of(due)));
    }
  }

  private boolean isRunning(Due due) {
    return running.containsKey(due);
  }

  private Optional<Lease> take(Work.Pending pending) {
    try {
      return work.take(pending);
    } catch (RuntimeException e) {
      log.warn("cannot take {}", pending.due().id(), e);
      return Optional.empty();
    }
  }

  /** Takes what this process made due and holds since then. */
  private void given(Lease lease) {
    waiting.put(lease.due(), lease);
    if (!isOpen()) {
      giveBack();
      return;
    }
    try {
      items.execute(() -> runWhenThereIsRoom(lease));
    } catch (RejectedExecutionException _) {
      giveBack();
    }
  }

  private void runWhenThereIsRoom(Lease lease) {
    room(Lane.of(lease.due())).acquireUninterruptibly();
    try {
      running.put(lease.due(), lease);
      if (isOpen() && waiting.remove(lease.due(), lease)) {
        run(lease);
      }
    } finally {
      leave(lease);
      work.handFree();
    }
  }

  private void leave(Lease lease) {
    running.remove(lease.due());
    room(Lane.of(lease.due())).release();
  }

  private void run(Lease lease) {
    try {
      if (lease.isHeld()) {
        end(lease, handler.apply(lease.due()));
      }
    } catch (Throwable e) {
      var wait = BACKOFF.after(lease.tries());
      log.warn("{} failed, will be tried again in {}", lease.due().id(), wait, e);
      putOff(lease, wait);
    }
  }

  private void end(Lease lease, Then then) {
    switch (then) {
      case Then.Done _ -> done(lease);
      case Then.Again again -> lease.later(again.at(), 0);
    }
  }

  private void done(Lease lease) {
    switch (Lane.of(lease.due())) {
      case INTAKE -> crossingOff.add(lease);
      case PEOPLE, GRAVE, REST, TIMERS, HOMES, OUTBOX -> lease.done();
    }
  }

  private void putOff(Lease lease, Duration wait) {
    try {
      lease.later(clock.instant().plus(wait), lease.tries() + 1);
    } catch (RuntimeException e) {
      // The lease runs out by itself; then whoever sees it first takes it.
      log.warn("{} could not be put off", lease.due().id(), e);
    }
  }

  /** Until the last item is done: what is still at work while closing must not be taken over. */
  private void signLife() {
    while (!pause(closed, SIGN_OF_LIFE)) {
      try {
        var old =
            Stream.of(waiting, running)
                .flatMap(leases -> leases.values().stream())
                .filter(lease -> lease.isOlderThan(SIGN_OF_LIFE))
                .distinct()
                .toList();
        for (var lost : work.renew(old)) {
          if (running.containsValue(lost)) {
            log.warn("{} was lost to another process", lost.due().id());
          }
        }
      } catch (RuntimeException e) {
        log.warn("cannot hold what is at work any longer", e);
      }
    }
  }

  /** Leaves to others what was given and is not begun. */
  private void giveBack() {
    var leases = waiting.values().stream().filter(l -> waiting.remove(l.due(), l)).toList();
    try {
      work.giveBack(leases);
    } catch (RuntimeException e) {
      log.warn("{} are left to others when their time is over", leases.size(), e);
    }
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  /** Waits for so long, or until the latch opens, which is then the answer. */
  private static boolean pause(CountDownLatch until, Duration time) {
    try {
      return until.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Takes nothing new, and waits for what runs; what is not done by then is left to others. */
  @Override
  public void close() {
    closing.countDown();
    work.giveToNobody();
    work.wake();
    giveBack();
    // Whoever waits for room shall see that there is nothing to wait for any more.
    rooms.values().forEach(room -> room.release(1 + IN_HAND));
    try {
      for (var thread : looking) {
        thread.join();
      }
      items.shutdown();
      if (!items.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        items.shutdownNow();
      }
    } catch (InterruptedException _) {
      items.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      crossingOff.close();
      closed.countDown();
    }
  }
}
