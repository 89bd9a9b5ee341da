package io.cordon.triage;

import java.time.Instant;

/** What somebody wants done with many cases. */
public sealed interface Sweep {
  /** To hear nothing of them for a while. */
  record Snooze(Instant until, String reason) implements Sweep {}

  /** To handle them as one. */
  record Gather(String title, String reason) implements Sweep {}
}
