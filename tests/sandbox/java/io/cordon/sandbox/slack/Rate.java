package io.cordon.sandbox.slack;

/**
 * How often a method may be called, by docs.slack.dev/apis/web-api/rate-limits. Each has a burst,
 * the calls at once, and a number of calls a minute after that.
 */
enum Rate {
  /** One a minute; the burst lets an app reconnect. */
  TIER_1(5, 1),
  TIER_2(20, 20),
  TIER_3(50, 50),
  TIER_4(100, 100),
  /** About one a second for each channel, with short bursts, and some hundreds in all. */
  POST(300, 300),
  /** The part of {@link #POST} that each channel has. */
  POST_IN_CHANNEL(4, 60),
  SPECIAL(600, 600);

  private final int burst;
  private final int perMinute;

  Rate(int burst, int perMinute) {
    this.burst = burst;
    this.perMinute = perMinute;
  }

  int burst() {
    return burst;
  }

  int perMinute() {
    return perMinute;
  }
}
