package io.cordon.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until somebody moves it. May be shared by threads. */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;

  /** A clock that shows this instant. */
  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Lets this much time pass. */
  public void tick(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  /** Shows another instant, which may be an earlier one. */
  public void set(Instant at) {
    now.set(at);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same clock: instants know no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
