package io.cordon.work;

import java.time.Instant;

/** What shall become of a due item after it was worked on. */
public sealed interface Then {
  /** Nothing is left to do, unless it became due again in the meantime. */
  record Done() implements Then {}

  /** There is more to do at that time. */
  record Again(Instant at) implements Then {}
}
