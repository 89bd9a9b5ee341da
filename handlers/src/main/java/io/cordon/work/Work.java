package io.cordon.work;

import io.cordon.ledger.Agenda;
import io.cordon.ledger.Due;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is due, and who is at it. An item is taken for a while; whoever took it and died loses it
 * when that while is over, and any process may take it then.
 */
public final class Work implements Agenda {
  /** How long an item is held without a sign of life. */
  public static final Duration LEASE = Duration.ofSeconds(10);

  private static final String PARTITION = "due";

  private final Table table;
  private final Clock clock;
  private final String owner;
  private final Semaphore news = new Semaphore(0);

  /**
   * The due work in this table.
   *
   * @param owner a name that no other running process has
   */
  public Work(Table table, Clock clock, String owner) {
    this.table = table;
    this.clock = clock;
    this.owner = owner;
  }

  @Override
  public Write schedule(Due due, Instant at) {
    return new Write.Touch(Item.of(key(due), Map.of("due", millis(at), "tries", "0")));
  }

  @Override
  public void wake() {
    news.release();
  }

  /** Waits until something may be due, but no longer than this. */
  void awaitNews(Duration most) throws InterruptedException {
    if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  /** Everything that is not done yet, the longest due first. */
  public List<Pending> pending() {
    return table.query(PARTITION, "", "").stream()
        .flatMap(item -> Pending.of(item).stream())
        .sorted(Comparator.comparing(Pending::at))
        .toList();
  }

  /** Takes an item that nobody is at; empty if somebody was faster. */
  Optional<Lease> take(Pending pending) {
    return replace(held(pending.item())).map(item -> new Lease(pending.due(), item));
  }

  /** Whether an item is due and nobody is at it. */
  boolean isFree(Pending pending) {
    var now = clock.instant();
    return !pending.at().isAfter(now) && !pending.heldUntil().isAfter(now);
  }

  private Item held(Item item) {
    return item.with("owner", owner).with("until", millis(clock.instant().plus(LEASE)));
  }

  private Optional<Item> replace(Item item) {
    try {
      table.write(List.of(new Write.Replace(item)));
      return Optional.of(item.written());
    } catch (Conflict _) {
      return Optional.empty();
    }
  }

  private static String millis(Instant at) {
    return Long.toString(at.toEpochMilli());
  }

  private static Key key(Due due) {
    return new Key(PARTITION, due.id());
  }

  /**
   * An item that is not done yet.
   *
   * @param at when it is due
   * @param heldUntil until when somebody holds it; the epoch if nobody does
   */
  public record Pending(Due due, Instant at, Instant heldUntil, Item item) {
    static Optional<Pending> of(Item item) {
      return Due.parse(item.key().sort())
          .map(due ->
              new Pending(
                  due,
                  Instant.ofEpochMilli(item.number("due")),
                  Instant.ofEpochMilli(item.number("until")),
                  item));
    }
  }

  /** An item that this process is at. */
  final class Lease {
    private final Due due;
    private Item item;

    Lease(Due due, Item item) {
      this.due = due;
      this.item = item;
    }

    Due due() {
      return due;
    }

    /** How often it was tried since it became due, without success. */
    long tries() {
      return item.number("tries");
    }

    /** Holds it longer; false if it was lost to somebody else. */
    synchronized boolean renew() {
      while (isMine(item)) {
        var written = replace(held(item));
        if (written.isPresent()) {
          item = written.get();
          return true;
        }
        var now = table.get(item.key());
        if (now.isEmpty()) {
          return false;
        }
        item = now.get();
      }
      return false;
    }

    /** Ends the work; if it became due anew in the meantime, it stays for whoever takes it next. */
    synchronized void done() {
      try {
        table.write(List.of(new Write.Delete(item)));
      } catch (Conflict _) {
        release();
      }
    }

    /** Leaves it for later. */
    synchronized void later(Instant at, long tries) {
      var next = item.with("due", millis(at)).with("tries", Long.toString(tries));
      if (replace(free(next)).isEmpty()) {
        release();
      }
    }

    /** Gives it back as it became due anew while it was worked on. */
    private void release() {
      for (var now = table.get(item.key());
          now.filter(this::isMine).isPresent();
          now = table.get(item.key())) {
        if (replace(free(now.get())).isPresent()) {
          wake();
        }
      }
    }

    private boolean isMine(Item candidate) {
      return owner.equals(candidate.values().get("owner"));
    }

    private static Item free(Item item) {
      return item.without("owner").without("until");
    }
  }
}
