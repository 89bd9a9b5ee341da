package io.cordon.bot.sns;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Knows when this process last took a message in. */
public final class Arrivals implements Acceptor {
  private final Acceptor acceptor;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();

  /** The arrivals at an acceptor. */
  public Arrivals(Acceptor acceptor, Clock clock) {
    this.acceptor = acceptor;
    this.clock = clock;
  }

  @Override
  public boolean accept(String id, byte[] bytes) {
    var first = acceptor.accept(id, bytes);
    last.set(clock.instant());
    return first;
  }

  /** When the last one came; empty if none did. */
  public Optional<Instant> last() {
    return Optional.ofNullable(last.get());
  }
}
