package io.cordon.bot.outbox;

import io.cordon.ledger.Urgency;
import io.cordon.work.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When the next call to Slack may go out, by docs.slack.dev/apis/web-api/rate-limits: about one
 * post a second in a channel, and 50 updates a minute for the whole app, of which 40 are used.
 */
final class Pace {
  /** A post in a channel for each of these, so that a minute never has more than 60. */
  static final Duration BETWEEN_POSTS = Duration.ofMillis(1_050);

  /** Updates that may go out at once. With one more for each {@link #PER_UPDATE}: 39 a minute. */
  static final int UPDATES_AT_ONCE = 5;

  static final Duration PER_UPDATE = Duration.ofMillis(1_750);

  /** Updates that are kept for what somebody waits for. */
  private static final int KEPT_FOR_ANSWERS = 2;

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Clock clock;
  private final Map<String, Instant> posts = new HashMap<>();
  private final Map<String, Instant> refused = new HashMap<>();
  private double updates;
  private Instant countedAt;
  private Instant began;
  private Instant silent = Instant.EPOCH;
  private int failures;

  /** What a call does to Slack. */
  enum Way {
    POST,
    UPDATE
  }

  Pace(Clock clock) {
    this.clock = clock;
    began = clock.instant();
    countedAt = began;
  }

  /** Begins as if whoever sent before had just used up everything. */
  void begin() {
    began = clock.instant();
    countedAt = began;
    updates = 0;
    posts.clear();
  }

  /** When such a call may go out; not later than now if it may at once. */
  Instant opens(Way way, String channel, Urgency urgency) {
    var free =
        switch (way) {
          case POST -> posts.getOrDefault(channel, began).plus(BETWEEN_POSTS);
          case UPDATE -> updatesFree(urgency);
        };
    return latest(free, latest(silent, refused.getOrDefault(place(way, channel), Instant.EPOCH)));
  }

  private Instant updatesFree(Urgency urgency) {
    var needed = urgency == Urgency.ANSWER ? 1 : 1 + KEPT_FOR_ANSWERS;
    var missing = needed - counted();
    return missing <= 0
        ? Instant.EPOCH
        : clock.instant().plusMillis((long) Math.ceil(missing * PER_UPDATE.toMillis()));
  }

  private double counted() {
    var now = clock.instant();
    var passed = Math.max(0, Duration.between(countedAt, now).toMillis());
    updates = Math.min(UPDATES_AT_ONCE, updates + passed / (double) PER_UPDATE.toMillis());
    countedAt = now;
    return updates;
  }

  /** A call went out, whatever comes of it. */
  void used(Way way, String channel) {
    switch (way) {
      case POST -> posts.put(channel, clock.instant());
      case UPDATE -> updates = counted() - 1;
    }
  }

  /** Slack answered. */
  void answered() {
    failures = 0;
  }

  /** Slack wants no such call for so long (HTTP 429, Retry-After). */
  void refused(Way way, String channel, Duration wait) {
    refused.put(place(way, channel), clock.instant().plus(wait));
  }

  /** Slack did not answer, or with nonsense: nothing goes out for a while, longer each time. */
  Duration silent() {
    var pause = BACKOFF.after(failures++);
    silent = clock.instant().plus(pause);
    return pause;
  }

  /** How many calls in a row had no answer. */
  int failures() {
    return failures;
  }

  /** Posts are counted for each channel, updates for the app. */
  private static String place(Way way, String channel) {
    return switch (way) {
      case POST -> "post " + channel;
      case UPDATE -> "update";
    };
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
