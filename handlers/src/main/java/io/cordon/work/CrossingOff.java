package io.cordon.work;

import io.cordon.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crosses off what was done, many with one write. What cannot be crossed off is done once more by
 * whoever takes it when its time is over.
 */
final class CrossingOff implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CrossingOff.class);
  private static final Duration GATHERING = Duration.ofMillis(100);

  private final Work work;
  private final BlockingQueue<Lease> done = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().unstarted(this::crossOff);

  CrossingOff(Work work) {
    this.work = work;
  }

  void start() {
    thread.start();
  }

  void add(Lease lease) {
    done.add(lease);
  }

  private void crossOff() {
    try {
      while (!closing.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
        var some = new ArrayList<Lease>();
        some.add(done.take());
        done.drainTo(some, Table.MOST_WRITES - 1);
        crossOff(some);
      }
    } catch (InterruptedException _) {
      // What is left is crossed off by whoever closes.
    }
  }

  private void crossOff(List<Lease> some) {
    try {
      work.done(some);
    } catch (RuntimeException e) {
      log.warn("{} were done but could not be crossed off", some.size(), e);
    }
  }

  /** Crosses off what is left. Nothing may be added any more. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (done.isEmpty()) {
        thread.interrupt();
      }
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var rest = new ArrayList<Lease>();
    done.drainTo(rest);
    crossOff(rest);
  }
}
