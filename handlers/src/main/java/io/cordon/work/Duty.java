package io.cordon.work;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that exactly one of all processes does, round after round. Whoever has it and dies
 * loses it when its lease is over; then another process has it.
 */
public final class Duty implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Duty.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration RENEWED_AFTER = Work.LEASE.dividedBy(3);
  private static final Duration LAST_ROUND = Duration.ofSeconds(5);

  private final String name;
  private final String owner;
  private final Table table;
  private final Clock clock;
  private final Rounds rounds;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Item lease;

  /** What is done by whoever has the duty. */
  public interface Rounds {
    /** The duty is this process's from now on; others may have had it before. */
    void begin();

    /**
     * Does what is to be done, and waits a while where there is nothing: a second at most.
     *
     * @throws InterruptedException while it waits, when it shall end
     */
    void round(Hold hold) throws InterruptedException;
  }

  /** Tells whether the duty is still this process's. */
  public interface Hold {
    /**
     * Makes sure of the duty for so long from now.
     *
     * @throws Lost if somebody else may have it by then; nothing may be done any more
     */
    void keepFor(Duration time);
  }

  /** The duty is another process's. */
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(String name) {
      super(name + " is another process's");
    }
  }

  /**
   * A duty, not yet looked after.
   *
   * @param owner a name that no other running process has
   */
  public Duty(String name, String owner, Table table, Clock clock, Rounds rounds) {
    this.name = name;
    this.owner = owner;
    this.table = table;
    this.clock = clock;
    this.rounds = rounds;
    thread = Thread.ofVirtual().name("duty-" + name).unstarted(this::lookAfter);
  }

  /** Takes the duty as soon as it is free. */
  public void start() {
    thread.start();
  }

  private void lookAfter() {
    while (isOpen()) {
      try {
        if (take()) {
          log.info("{} is this process's duty", name);
          rounds.begin();
          while (isOpen()) {
            keepFor(RENEWED_AFTER);
            rounds.round(this::keepFor);
          }
        }
        pause();
      } catch (InterruptedException _) {
        return;
      } catch (Lost lost) {
        log.warn("lost a duty: {}", lost.getMessage());
      } catch (Throwable e) {
        // Whatever it is: without this loop nothing would be done any more.
        log.warn("{} failed; going on in {}", name, LOOK, e);
        pauseQuietly();
      }
    }
  }

  private boolean take() {
    var there = table.get(key());
    var now = clock.instant();
    if (there.filter(item -> until(item).isAfter(now) && !isMine(item)).isPresent()) {
      return false;
    }
    var mine = held(there.orElseGet(() -> Item.of(key(), Map.of())), now);
    lease = write(there.isEmpty() ? new Write.Create(mine) : new Write.Replace(mine), mine);
    return lease != null;
  }

  private void keepFor(Duration time) {
    var now = clock.instant();
    var held = lease;
    if (held == null || !until(held).isAfter(now)) {
      lease = null;
      throw new Lost(name);
    }
    if (until(held).isAfter(now.plus(Work.LEASE.minus(RENEWED_AFTER)))
        && until(held).isAfter(now.plus(time))) {
      return;
    }
    var renewed = held(held, now);
    lease = write(new Write.Replace(renewed), renewed);
    if (lease == null) {
      throw new Lost(name);
    }
  }

  private @Nullable Item write(Write write, Item item) {
    try {
      table.write(List.of(write));
      return item.written();
    } catch (Conflict _) {
      return null;
    }
  }

  private Item held(Item item, Instant now) {
    return item.with("owner", owner)
        .with("until", Long.toString(now.plus(Work.LEASE).toEpochMilli()));
  }

  private boolean isMine(Item item) {
    return owner.equals(item.values().get("owner"));
  }

  private static Instant until(Item item) {
    return Instant.ofEpochMilli(item.number("until"));
  }

  private Key key() {
    return new Key("duties", name);
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void pause() throws InterruptedException {
    closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void pauseQuietly() {
    try {
      pause();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the round that is under way, and leaves the duty to others at once. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(LAST_ROUND)) {
        thread.interrupt();
        return;
      }
      Optional.ofNullable(lease).ifPresent(held -> write(new Write.Delete(held), held));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Table.Unavailable e) {
      log.warn("{} stays this process's until its lease is over", name, e);
    }
  }
}
