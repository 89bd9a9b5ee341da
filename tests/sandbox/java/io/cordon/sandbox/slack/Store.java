package io.cordon.sandbox.slack;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps the workspace's state behind one lock, and wakes those who wait for a change of it. */
final class Store {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final State state = new State();
  private long revision;

  /** Looks at the state. What is returned must not be part of it. */
  <T> T read(Function<State, T> look) {
    lock.lock();
    try {
      return look.apply(state);
    } finally {
      lock.unlock();
    }
  }

  /** Changes the state as one step, and wakes everyone; a step that throws wakes nobody. */
  <T> T change(Function<State, T> step) {
    lock.lock();
    try {
      var result = step.apply(state);
      revision++;
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Changes the state where there is nothing to return. */
  void update(Consumer<State> step) {
    change(s -> {
      step.accept(s);
      return true;
    });
  }

  /** Wakes everyone who waits, for a change of something beside the state. */
  void wake() {
    update(_ -> {});
  }

  /** How often the state was changed. */
  long revision() {
    return read(_ -> revision);
  }

  /** Waits for a change after a revision, or for the end of the time; the revision then. */
  long awaitChange(long since, Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var left = timeout.toNanos();
      while (revision <= since && left > 0) {
        left = changed.awaitNanos(left);
      }
      return revision;
    } finally {
      lock.unlock();
    }
  }
}
