package io.cordon.work;

import io.cordon.ledger.Due;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Work that does not wait for the other's turn, however much of the other there is. */
enum Lane {
  /** What somebody asked for and waits for. */
  PEOPLE(Duration.ZERO, "due people", 1, 64),
  /** Messages that tell of something critical. */
  GRAVE(Duration.ZERO, "due grave", 1, 16),
  /** What comes by itself, and in a storm by the thousand. */
  REST(Duration.ofMillis(100), "due", 1, 4),
  /** What waits for its hour; it may wait a little longer. */
  TIMERS(Duration.ofSeconds(10), "timers", 1, 16),
  /** What people have before them that is kept up to date. */
  HOMES(Duration.ofSeconds(1), "homes", 1, 8),
  /**
   * Messages that wait to be read. Mostly whoever accepted one reads it at once; only what is left
   * over is looked for. Several partitions, since one of DynamoDB's takes 1,000 write units a
   * second (Best practices for designing partition keys).
   */
  INTAKE(Duration.ofMillis(100), "due intake", 4, 16),
  /** What is to be said in Slack: sent one after the other by whoever has the duty. */
  OUTBOX(Duration.ZERO, "outbox", 1, 1);

  private final Duration pause;
  private final String name;
  private final int partitions;
  private final int atOnce;

  Lane(Duration pause, String name, int partitions, int atOnce) {
    this.atOnce = atOnce;
    this.pause = pause;
    this.name = name;
    this.partitions = partitions;
  }

  /** Where its items are in the table. */
  List<String> partitions() {
    return IntStream.range(0, partitions).mapToObj(n -> name + " " + n).toList();
  }

  /** How long to wait at least between two looks: what comes meanwhile is then seen together. */
  Duration pause() {
    return pause;
  }

  /** The partition of one of its items. */
  String partition(Due due) {
    return name + " " + Math.floorMod(due.id().hashCode(), partitions);
  }

  /**
   * How many of its items one process does at once. What comes by the thousand leaves room for what
   * somebody waits for.
   */
  int atOnce() {
    return atOnce;
  }

  /** Whether workers take its items, each by itself. */
  boolean isForWorkers() {
    return switch (this) {
      case PEOPLE, GRAVE, REST, TIMERS, HOMES, INTAKE -> true;
      case OUTBOX -> false;
    };
  }

  /** Where something belongs. */
  static Lane of(Due due) {
    return switch (due) {
      case Due.Run _, Due.Command _, Due.Approval _, Due.Members _, Due.Sweep _ -> PEOPLE;
      case Due.Wake _ -> TIMERS;
      case Due.Home _ -> HOMES;
      case Due.Grave _ -> GRAVE;
      case Due.Intake _ -> INTAKE;
      case Due.Mirror _, Due.Repair _, Due.Checkpoint _ -> REST;
      case Due.Letter _ -> OUTBOX;
    };
  }
}
