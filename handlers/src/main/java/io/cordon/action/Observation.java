package io.cordon.action;

import java.util.List;

/** How what a change is about looks now. */
public sealed interface Observation {
  /** It is this. */
  record Is(List<String> value) implements Observation {}

  /**
   * AWS is still at it.
   *
   * @param progress as AWS gives it, "43 %"; may be empty
   */
  record Pending(String progress) implements Observation {}

  /** It is no longer there, or AWS gave up on it. */
  record Lost(String detail) implements Observation {}
}
