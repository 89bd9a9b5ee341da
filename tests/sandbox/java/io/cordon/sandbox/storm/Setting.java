package io.cordon.sandbox.storm;

import java.time.Duration;

/**
 * How hard it storms.
 *
 * @param findings how many findings come, all of them different
 * @param groups how many resources they are about
 * @param critical how many of the resources have a critical finding, and that one alone
 * @param time within which they come
 * @param kills how often one of the two processes is killed, at even intervals
 */
public record Setting(int findings, int groups, int critical, Duration time, int kills) {

  /**
   * From the system properties {@code storm.findings}, {@code .groups}, {@code .critical}, {@code
   * .seconds} and {@code .kills}.
   *
   * @throws IllegalArgumentException if there are fewer findings than groups, or no group is left
   *     for what is not critical
   */
  static Setting fromProperties() {
    return new Setting(
        Integer.getInteger("storm.findings", 10_000),
        Integer.getInteger("storm.groups", 300),
        Integer.getInteger("storm.critical", 20),
        Duration.ofSeconds(Integer.getInteger("storm.seconds", 60)),
        Integer.getInteger("storm.kills", 1));
  }

  /** Refuses what cannot be dealt out. */
  public Setting {
    if (critical >= groups || findings < groups) {
      throw new IllegalArgumentException(
          "wants critical < groups <= findings, got %d, %d, %d"
              .formatted(critical, groups, findings));
    }
  }
}
