package io.cordon.sandbox.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Counts calls in token buckets: one for each method, and for posts one for each channel too. */
final class Rates {
  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private boolean enforced = true;

  private record Bucket(double tokens, Instant at) {}

  Rates(Clock clock) {
    this.clock = clock;
  }

  synchronized void enforce(boolean on) {
    enforced = on;
  }

  /**
   * Counts a call.
   *
   * @return the seconds to wait if there were too many; then the call does not count
   */
  synchronized OptionalInt take(Method method, String channel) {
    if (!enforced) {
      return OptionalInt.empty();
    }
    if (method.rate() == Rate.POST) {
      var inChannel = take(method.name() + "@" + channel, Rate.POST_IN_CHANNEL);
      if (inChannel.isPresent()) {
        return inChannel;
      }
    }
    return take(method.name(), method.rate());
  }

  private OptionalInt take(String key, Rate rate) {
    var now = clock.instant();
    var perSecond = rate.perMinute() / 60.0;
    var bucket = buckets.getOrDefault(key, new Bucket(rate.burst(), now));
    var passed = Duration.between(bucket.at(), now).toMillis() / 1000.0;
    var tokens = Math.min(rate.burst(), bucket.tokens() + Math.max(0, passed) * perSecond);
    if (tokens < 1) {
      buckets.put(key, new Bucket(tokens, now));
      return OptionalInt.of((int) Math.ceil((1 - tokens) / perSecond));
    }
    buckets.put(key, new Bucket(tokens - 1, now));
    return OptionalInt.empty();
  }
}
