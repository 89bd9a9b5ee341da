package io.cordon.ledger;

/** What came of a decision. */
public sealed interface Decided<T> {

  /**
   * It was written, or there was nothing to write.
   *
   * @param state the case afterwards
   */
  record Written<T>(Case state, T answer) implements Decided<T> {}

  /**
   * One of its claims was taken before: the same thing came a second time. Nothing was written.
   *
   * @param first the case that it was written to when it came first
   * @param seq the first entry of what was written then
   */
  record Duplicate<T>(CaseKey first, long seq) implements Decided<T> {}
}
