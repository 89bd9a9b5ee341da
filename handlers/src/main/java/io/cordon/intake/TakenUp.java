package io.cordon.intake;

import io.cordon.ledger.CaseKey;

/** What came of putting a finding into its case that somebody found in its product. */
public sealed interface TakenUp {
  /** It opened a case. */
  record Opened(CaseKey key) implements TakenUp {}

  /** It joined the case that is about the same. */
  record Joined(CaseKey key) implements TakenUp {}

  /** The case had it already. */
  record Known(CaseKey key) implements TakenUp {}

  /**
   * It cannot be read.
   *
   * @param reason a sentence for people, without the sender's text
   */
  record Unreadable(String reason) implements TakenUp {}
}
