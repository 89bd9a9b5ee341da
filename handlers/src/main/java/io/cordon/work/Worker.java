package io.cordon.work;

import io.cordon.ledger.Due;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int AT_ONCE = 64;

  private final Work work;
  private final Function<Due, Then> handler;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<Due, Work.Lease> running = new ConcurrentHashMap<>();
  private volatile boolean open = true;

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
  }

  /** Starts looking for work. */
  public void start() {
    threads.execute(this::look);
    threads.execute(this::signLife);
  }

  private void look() {
    while (open) {
      try {
        takeAll();
        work.awaitNews(LOOK);
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.warn("cannot look for due work; looking again in {}", LOOK, e);
        pause(LOOK);
      }
    }
  }

  private void takeAll() throws InterruptedException {
    for (var pending : work.pending()) {
      if (!open) {
        return;
      }
      if (work.isFree(pending) && !running.containsKey(pending.due())) {
        room.acquire();
        var lease = work.take(pending);
        if (lease.isEmpty()) {
          room.release();
          continue;
        }
        running.put(pending.due(), lease.get());
        threads.execute(() -> run(lease.get()));
      }
    }
  }

  private void run(Work.Lease lease) {
    try {
      end(lease, handler.apply(lease.due()));
    } catch (RuntimeException e) {
      var wait = waitAfter(lease.tries());
      log.warn("{} failed, will be tried again in {}", lease.due().id(), wait, e);
      putOff(lease, wait);
    } finally {
      running.remove(lease.due());
      room.release();
      work.wake();
    }
  }

  private static void end(Work.Lease lease, Then then) {
    switch (then) {
      case Then.Done _ -> lease.done();
      case Then.Again again -> lease.later(again.at(), 0);
    }
  }

  private void putOff(Work.Lease lease, Duration wait) {
    try {
      lease.later(clock.instant().plus(wait), lease.tries() + 1);
    } catch (RuntimeException e) {
      // The lease runs out by itself; then whoever sees it first takes it.
      log.warn("{} could not be put off", lease.due().id(), e);
    }
  }

  private static Duration waitAfter(long tries) {
    var wait = Duration.ofSeconds(1L << Math.min(tries, 6));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void signLife() {
    while (open) {
      pause(SIGN_OF_LIFE);
      for (var lease : running.values()) {
        try {
          lease.renew();
        } catch (RuntimeException e) {
          log.warn("cannot hold {} any longer", lease.due().id(), e);
        }
      }
    }
  }

  private void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes nothing new, and waits for what runs; what is not done by then is left to others. */
  @Override
  public void close() {
    open = false;
    work.wake();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
