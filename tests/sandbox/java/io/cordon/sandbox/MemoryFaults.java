package io.cordon.sandbox;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a store in memory: switched on for the next calls, or decided at every point
 * at which a process could die.
 */
public final class MemoryFaults {
  /** Where a call breaks. */
  public enum Kind {
    /** Nothing was done. */
    BEFORE,
    /** It was done, and whoever called does not learn of it. */
    AFTER
  }

  private final Function<String, RuntimeException> unavailable;
  private final Queue<Kind> writes = new ArrayDeque<>();
  private final Queue<Kind> reads = new ArrayDeque<>();
  private volatile Runnable point = () -> {};

  MemoryFaults(Function<String, RuntimeException> unavailable) {
    this.unavailable = unavailable;
  }

  /** The next so many writes break. */
  public synchronized void breakWrites(Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      writes.add(kind);
    }
  }

  /** The next so many reads break. */
  public synchronized void breakReads(int times) {
    for (int i = 0; i < times; i++) {
      reads.add(Kind.BEFORE);
    }
  }

  /** From now on every call is as if there were no fault. */
  public synchronized void mend() {
    writes.clear();
    reads.clear();
    point = () -> {};
  }

  /**
   * Called before and after everything that is done; may throw, which is what the caller then gets.
   */
  public void atEveryPoint(Runnable run) {
    point = run;
  }

  void reading() {
    point.run();
    if (next(reads) != null) {
      throw unavailable.apply("reads are switched off");
    }
  }

  /** Does a write as the faults have it. */
  void writing(Runnable write) {
    point.run();
    var fault = next(writes);
    if (fault == Kind.BEFORE) {
      throw unavailable.apply("writes are switched off");
    }
    write.run();
    if (fault == Kind.AFTER) {
      throw unavailable.apply("the answer is lost");
    }
    point.run();
  }

  private synchronized @Nullable Kind next(Queue<Kind> faults) {
    return faults.poll();
  }
}
