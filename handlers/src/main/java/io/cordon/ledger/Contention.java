package io.cordon.ledger;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Waiting for others who write to the same items. */
final class Contention {
  private static final long SHORTEST_MILLIS = 5;
  private static final long LONGEST_MILLIS = 200;

  private Contention() {}

  /** Waits for a random while, longer on average from attempt to attempt. */
  static void pause(int attempt) {
    var most = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(attempt, 6));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most * 1_000_000));
  }
}
