package io.cordon.sandbox.slack;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out ids in Slack's forms, none of them twice. */
final class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong count = new AtomicLong(1000);
  private final AtomicLong lastMicros = new AtomicLong();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** A message's ts: now, and later than each one before, even if the clock stands still. */
  String ts() {
    var now = clock.instant();
    var micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    var unique = lastMicros.updateAndGet(last -> Math.max(last + 1, micros));
    return String.format(Locale.ROOT, "%d.%06d", unique / 1_000_000, unique % 1_000_000);
  }

  /** An id such as "V0001001". */
  String next(String prefix) {
    return String.format(Locale.ROOT, "%s%07d", prefix, count.incrementAndGet());
  }

  /** A block's or element's id, for those that the app gave none. */
  String block() {
    return Long.toString(count.incrementAndGet(), 36) + secret(2);
  }

  /** A trigger_id. */
  String trigger() {
    return count.incrementAndGet() + "." + count.incrementAndGet() + "." + secret(16);
  }

  /** A view's hash. */
  String hash() {
    return ts() + "." + secret(4);
  }

  /** So many random bytes in hex. */
  String secret(int bytes) {
    var drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
