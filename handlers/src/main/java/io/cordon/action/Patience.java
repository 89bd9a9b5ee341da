package io.cordon.action;

import io.cordon.ledger.CaseAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long an action waits for AWS: to answer, and to show what it accepted. */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Clock clock;
  private final Instant begun;

  /** Patience that begins now: a process that has just started was patient with nobody yet. */
  Patience(Clock clock) {
    this.clock = clock;
    begun = clock.instant();
  }

  /**
   * Whether a failed call shall be made again later.
   *
   * @throws RuntimeException the failure itself, if this process was told to stop: that says
   *     nothing of the action, which another process carries on
   */
  boolean covers(RuntimeException failure, CaseAction action) {
    if (AwsFailures.isInterruption(failure)) {
      throw failure;
    }
    return AwsFailures.isPassing(failure) && isEarly(action);
  }

  /** Whether AWS may still need a moment. */
  boolean isEarly(CaseAction action) {
    var from = action.moved().isAfter(begun) ? action.moved() : begun;
    return clock.instant().isBefore(from.plus(LIMIT));
  }
}
