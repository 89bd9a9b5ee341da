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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is due, and who is at it. An item is taken for a while; whoever took it and died loses it
 * when that while is over, and any process may take it then.
 */
public final class Work implements Agenda {
  /** How long an item is held without a sign of life. */
  public static final Duration LEASE = Duration.ofSeconds(10);

  private final Table table;
  private final Clock clock;
  private final String owner;
  private final AtomicLong leases = new AtomicLong();
  private final Map<Lane, Semaphore> news = new EnumMap<>(Lane.class);
  private final Semaphore hands = new Semaphore(0);
  private volatile @Nullable Consumer<Lease> taker;

  /**
   * The due work in this table.
   *
   * @param owner a name that no other running process has
   */
  public Work(Table table, Clock clock, String owner) {
    this.table = table;
    this.clock = clock;
    this.owner = owner;
    for (var lane : Lane.values()) {
      news.put(lane, new Semaphore(0));
    }
  }

  @Override
  public Write schedule(Due due, Instant at) {
    // A letter that waits already keeps its turn: news about it must neither hasten nor delay it.
    return due instanceof Due.Letter
        ? new Write.Touch(
            Item.of(key(due), Map.of()),
            Map.of("due", millis(at), "since", millis(clock.instant()), "tries", "0"))
        : new Write.Touch(due(due, at));
  }

  private static Item due(Due due, Instant at) {
    return Item.of(key(due), Map.of("due", millis(at), "tries", "0"));
  }

  @Override
  public void wake() {
    news.values().forEach(Semaphore::release);
  }

  @Override
  public void wake(Collection<? extends Due> due) {
    due.stream().map(Lane::of).distinct().forEach(this::wake);
  }

  private void wake(Lane lane) {
    news(lane).release();
  }

  private Semaphore news(Lane lane) {
    return Objects.requireNonNull(news.get(lane));
  }

  /** Waits until something may be due in a lane, but no longer than this. */
  void awaitNews(Lane lane, Duration most) throws InterruptedException {
    if (news(lane).tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      news(lane).drainPermits();
    }
  }

  /**
   * From now on, what this process makes due is given to this taker at once, held already.
   *
   * @param most how many it takes before it gave one back
   */
  void giveTo(Consumer<Lease> taker, int most) {
    this.taker = taker;
    hands.release(most);
  }

  /** One of those that were given is done with. */
  void handFree() {
    hands.release();
  }

  /** Nothing is given any more. */
  void giveToNobody() {
    taker = null;
    hands.drainPermits();
  }

  @Override
  public Handover handOver(Due due) {
    var to = taker;
    return to != null && hands.tryAcquire() ? new Given(due, to) : new Left(due);
  }

  /** Held from the start by this process, which does it at once. */
  private final class Given implements Handover {
    private final Due due;
    private final Consumer<Lease> to;
    private final String token = token();
    private final Item item;

    Given(Due due, Consumer<Lease> to) {
      this.due = due;
      this.to = to;
      item = Lease.held(due(due, clock.instant()), token, clock.instant());
    }

    @Override
    public Write write() {
      return new Write.Create(item);
    }

    @Override
    public void written() {
      to.accept(new Lease(table, clock, due, token, item.written()));
    }

    @Override
    public void dropped() {
      handFree();
    }
  }

  /** For whoever finds it. */
  private final class Left implements Handover {
    private final Due due;

    Left(Due due) {
      this.due = due;
    }

    @Override
    public Write write() {
      return schedule(due, clock.instant());
    }

    @Override
    public void written() {
      wake(Lane.of(due));
    }

    @Override
    public void dropped() {}
  }

  /** Everything that is not done yet, the longest due first. */
  public List<Pending> pending() {
    return Stream.of(Lane.values())
        .flatMap(lane -> pending(lane).stream())
        .sorted(Comparator.comparing(Pending::at))
        .toList();
  }

  /** What is not done yet in a lane, the longest due first. */
  List<Pending> pending(Lane lane) {
    return lane.partitions().stream()
        .flatMap(partition -> table.query(partition, "", "").stream())
        .flatMap(item -> Pending.of(item).stream())
        .sorted(Comparator.comparing(Pending::at))
        .toList();
  }

  /** Takes an item that nobody is at; empty if somebody was faster. */
  Optional<Lease> take(Pending pending) {
    var token = token();
    return replace(Lease.held(pending.item(), token, clock.instant()))
        .map(item -> new Lease(table, clock, pending.due(), token, item));
  }

  private String token() {
    return owner + " " + leases.incrementAndGet();
  }

  /** Whether an item is due and nobody is at it. */
  boolean isFree(Pending pending) {
    var now = clock.instant();
    return !pending.at().isAfter(now) && !pending.heldUntil().isAfter(now);
  }

  /** Holds all of these longer; gives those that were lost to somebody else. */
  List<Lease> renew(Collection<Lease> some) {
    var lost = new ArrayList<Lease>();
    together(
        some,
        Lease::longer,
        lease -> {
          if (!lease.renew()) {
            lost.add(lease);
          }
        });
    return lost;
  }

  /** Ends the work on all of these, like {@link Lease#done}. */
  void done(Collection<Lease> some) {
    together(some, lease -> new Write.Delete(lease.item()), Lease::done);
  }

  /** Leaves all of these to whoever takes them next. */
  void giveBack(Collection<Lease> some) {
    together(some, Lease::free, lease -> lease.later(clock.instant(), lease.tries()));
  }

  /** Writes many at once; one by one, if somebody else wrote to one of them. */
  private void together(
      Collection<Lease> some, Function<Lease, Write> write, Consumer<Lease> alone) {
    var safe = some.stream().filter(Lease::isSafe).toList();
    some.stream().filter(lease -> !safe.contains(lease)).forEach(alone);
    for (int from = 0; from < safe.size(); from += Table.MOST_WRITES) {
      var group = safe.subList(from, Math.min(safe.size(), from + Table.MOST_WRITES));
      var writes = group.stream().map(write).toList();
      try {
        table.write(writes);
        for (int i = 0; i < group.size(); i++) {
          group.get(i).wrote(writes.get(i));
        }
      } catch (Conflict _) {
        group.forEach(alone);
      }
    }
  }

  private Optional<Item> replace(Item item) {
    try {
      table.write(List.of(new Write.Replace(item)));
      return Optional.of(item.written());
    } catch (Conflict _) {
      return Optional.empty();
    }
  }

  static String millis(Instant at) {
    return Long.toString(at.toEpochMilli());
  }

  private static Key key(Due due) {
    return new Key(Lane.of(due).partition(due), due.id());
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
}
