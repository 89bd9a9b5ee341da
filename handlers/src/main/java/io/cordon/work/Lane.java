package io.cordon.work;

import io.cordon.ledger.Due;

/** Work that does not wait for the other's turn, however much of the other there is. */
enum Lane {
  /** What somebody asked for and waits for. */
  PEOPLE("due people"),
  /** What comes by itself, and in a storm by the thousand. */
  REST("due"),
  /** What is to be said in Slack: sent one after the other by whoever has the duty. */
  OUTBOX("outbox");

  private final String partition;

  Lane(String partition) {
    this.partition = partition;
  }

  /** Where its items are in the table. */
  String partition() {
    return partition;
  }

  /** Whether workers take its items, each by itself. */
  boolean isForWorkers() {
    return switch (this) {
      case PEOPLE, REST -> true;
      case OUTBOX -> false;
    };
  }

  /** Where something belongs. */
  static Lane of(Due due) {
    return switch (due) {
      case Due.Run _, Due.Command _ -> PEOPLE;
      case Due.Intake _, Due.Mirror _, Due.Repair _, Due.Checkpoint _ -> REST;
      case Due.Letter _ -> OUTBOX;
    };
  }
}
