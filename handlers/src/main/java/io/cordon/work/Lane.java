package io.cordon.work;

import io.cordon.ledger.Due;

/** Work that does not wait for the other's turn, however much of the other there is. */
enum Lane {
  /** What somebody asked for and waits for. */
  PEOPLE("due people"),
  /** What comes by itself, and in a storm by the thousand. */
  REST("due");

  private final String partition;

  Lane(String partition) {
    this.partition = partition;
  }

  /** Where its items are in the table. */
  String partition() {
    return partition;
  }

  /** Where something belongs. */
  static Lane of(Due due) {
    return switch (due) {
      case Due.Run _, Due.Command _ -> PEOPLE;
      case Due.Intake _, Due.Mirror _, Due.Publish _, Due.Checkpoint _ -> REST;
    };
  }
}
