package io.cordon.approval;

import io.cordon.people.Refusal;

/** What an attempt comes to. */
public sealed interface Verdict {
  /**
   * It counts as one person's approval.
   *
   * @param missing how many more must agree; it goes on when none is missing
   */
  record Approves(int missing) implements Verdict {}

  /** The request is over: somebody does not agree. */
  record Denies() implements Verdict {}

  /** The request is over: whoever asked does not want it any more. */
  record Withdraws() implements Verdict {}

  /** It goes on, and everybody is told. */
  record Forces() implements Verdict {}

  /**
   * The request is over: it is no longer about what it was about.
   *
   * @param difference for people
   */
  record Voids(String difference) implements Verdict {}

  /** Nothing changes, but that this was tried. */
  record Refuses(Refusal refusal) implements Verdict {}
}
