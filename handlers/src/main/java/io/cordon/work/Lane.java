package io.cordon.work;

import io.cordon.ledger.Due;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Work that does not wait for the other's turn, however much of the other there is. */
enum Lane {
  /** What somebody asked for and waits for. */
  PEOPLE(Duration.ZERO, "due people"),
  /** What comes by itself, and in a storm by the thousand. */
  REST(Duration.ofMillis(100), "due"),
  /**
   * Messages that wait to be read. Mostly whoever accepted one reads it at once; only what is left
   * over is looked for. Several partitions, since one of DynamoDB's takes 1,000 write units a
   * second (Best practices for designing partition keys).
   */
  INTAKE(Duration.ofMillis(100), partitions("due intake ", 4));

  private final Duration pause;
  private final List<String> partitions;

  Lane(Duration pause, String... partitions) {
    this.pause = pause;
    this.partitions = List.of(partitions);
  }

  private static String[] partitions(String name, int many) {
    return IntStream.range(0, many).mapToObj(n -> name + n).toArray(String[]::new);
  }

  /** Where its items are in the table. */
  List<String> partitions() {
    return partitions;
  }

  /** How long to wait at least between two looks: what comes meanwhile is then seen together. */
  Duration pause() {
    return pause;
  }

  /** The partition of one of its items. */
  String partition(Due due) {
    return partitions.get(Math.floorMod(due.id().hashCode(), partitions.size()));
  }

  /** Where something belongs. */
  static Lane of(Due due) {
    return switch (due) {
      case Due.Run _, Due.Command _ -> PEOPLE;
      case Due.Intake _ -> INTAKE;
      case Due.Mirror _, Due.Publish _, Due.Checkpoint _ -> REST;
    };
  }
}
