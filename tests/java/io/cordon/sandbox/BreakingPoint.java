package io.cordon.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/** The n-th point of a run at which a process dies; the points are counted across all stores. */
public final class BreakingPoint implements Runnable {
  /** The process died: nothing that it has for its own mistakes may catch this. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(int point) {
      super("died at point " + point);
    }
  }

  private final int fatal;
  private final AtomicInteger passed = new AtomicInteger();

  /** Dies at this point, counted from 1. */
  public BreakingPoint(int fatal) {
    this.fatal = fatal;
  }

  @Override
  public void run() {
    if (passed.incrementAndGet() == fatal) {
      throw new Died(fatal);
    }
  }

  /** Whether the run came as far as the point. */
  public boolean wasReached() {
    return passed.get() >= fatal;
  }
}
