package io.cordon.approval;

/** Whether an action may make its first change now. */
public sealed interface Clearance {
  /** It may. */
  record Given() implements Clearance {}

  /** It was agreed to, but too long ago. */
  record Expired() implements Clearance {}

  /**
   * What it would do is not what was agreed to.
   *
   * @param difference for people
   */
  record Drifted(String difference) implements Clearance {}
}
