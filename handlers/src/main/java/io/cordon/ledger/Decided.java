package io.cordon.ledger;

/** What came of a decision. */
public sealed interface Decided<T> {

  /**
   * It was written, or there was nothing to write.
   *
   * @param state the case afterwards
   */
  record Written<T>(Case state, T answer) implements Decided<T> {}

  /** One of its claims was taken before: the same thing came a second time. Nothing was written. */
  record Duplicate<T>(CaseKey first) implements Decided<T> {}
}
