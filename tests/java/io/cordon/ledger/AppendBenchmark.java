package io.cordon.ledger;

import io.cordon.Rig;
import io.cordon.sandbox.MemoryTable;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many decisions a second one case takes from 64 callers, together and one at a time, over a
 * table that takes 5 ms for each write. Run it by its main method.
 */
final class AppendBenchmark {
  private static final Logger log = LoggerFactory.getLogger(AppendBenchmark.class);
  private static final int CALLERS = 64;
  private static final Duration LATENCY = Duration.ofMillis(5);
  private static final Duration TIME = Duration.ofSeconds(3);

  private AppendBenchmark() {}

  /** Measures both, after a round for the compiler. */
  public static void main(String[] args) throws InterruptedException {
    var line = new ReentrantLock();
    BiConsumer<Ledger, CaseKey> together = AppendBenchmark::append;
    BiConsumer<Ledger, CaseKey> oneAtATime =
        (ledger, key) -> {
          line.lock();
          try {
            append(ledger, key);
          } finally {
            line.unlock();
          }
        };
    measure(together);
    var many = measure(together);
    var one = measure(oneAtATime);
    log.info("together {}/s, one at a time {}/s, ratio {}", many, one, many / Math.max(1, one));
  }

  private static void append(Ledger ledger, CaseKey key) {
    ledger.decide(
        key, state -> Decision.of(Actor.CORDON, state.seq(), new Fact.CaseNoted("something")));
  }

  private static long measure(BiConsumer<Ledger, CaseKey> append) throws InterruptedException {
    var rig = new Rig();
    var key = rig.open();
    var ledger = new Ledger(new Slow(rig.table), rig.work, Clock.systemUTC());
    var done = new AtomicInteger();
    var end = System.nanoTime() + TIME.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < CALLERS; n++) {
        threads.execute(() -> {
          while (System.nanoTime() < end) {
            append.accept(ledger, key);
            done.incrementAndGet();
          }
        });
      }
    }
    return done.get() / TIME.toSeconds();
  }

  /** A table some way off. */
  private record Slow(MemoryTable table) implements Table {
    @Override
    public Optional<Item> get(Key key) {
      return table.get(key);
    }

    @Override
    public List<Item> query(String partition, String prefix, String from) {
      return table.query(partition, prefix, from);
    }

    @Override
    public void write(List<Write> writes) {
      LockSupport.parkNanos(LATENCY.toNanos());
      table.write(writes);
    }
  }
}
