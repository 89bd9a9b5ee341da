package io.cordon.bot.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that are being answered, and lets no more in once it is shut. */
final class Turnstile {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private int inside;
  private boolean shut;

  /** Lets a request in; false if it must go elsewhere. */
  boolean enter() {
    lock.lock();
    try {
      if (shut) {
        return false;
      }
      inside++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let in is answered. */
  void leave() {
    lock.lock();
    try {
      inside--;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isShut() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in from now on, and waits for those inside, but no longer than this. */
  void shut(Duration most) throws InterruptedException {
    lock.lock();
    try {
      shut = true;
      var nanos = most.toNanos();
      while (inside > 0 && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
