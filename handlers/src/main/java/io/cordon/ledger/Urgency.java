package io.cordon.ledger;

import java.util.Optional;
import java.util.stream.Stream;

/** How soon something shall be said in Slack, which takes only so much at a time. */
public enum Urgency {
  /** What came of what somebody pressed or typed, and waits to see. */
  ANSWER(1),
  /** News that call people out of bed. */
  ALARM(2),
  /** Other new cases. */
  NEWS(3),
  /** A card that changed by itself. */
  UPDATE(4),
  /** The lines of a thread. */
  LOG(5);

  private final int rank;

  Urgency(int rank) {
    this.rank = rank;
  }

  /** Its place in the order, the most urgent first, one digit. */
  int rank() {
    return rank;
  }

  static Optional<Urgency> ranked(String rank) {
    return Stream.of(values()).filter(u -> rank.equals(Integer.toString(u.rank))).findFirst();
  }
}
