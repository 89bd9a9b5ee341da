package io.cordon.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before something that failed is tried again: twice as long after each failure,
 * and never twice the same, so that many who failed together do not come back together.
 *
 * @param shortest at most so long after the first failure
 * @param longest at most so long after any
 */
public record Backoff(Duration shortest, Duration longest) {
  private static final int DOUBLINGS = 20;

  /**
   * Between half of what is due and all of it.
   *
   * @param before how many failures there were before this one
   */
  public Duration after(long before) {
    var grown = shortest.multipliedBy(1L << Math.min(before, DOUBLINGS));
    var most = (grown.compareTo(longest) < 0 ? grown : longest).toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
