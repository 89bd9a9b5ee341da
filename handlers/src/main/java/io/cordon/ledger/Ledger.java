package io.cordon.ledger;

import io.cordon.ledger.Proposal.Ending;
import io.cordon.ledger.Proposal.Row;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All cases, as one log in the table. Appends are conditional on the state that they were decided
 * from, so that any number of processes may write. Of those who write to one case at the same time
 * in this process, many are written at once.
 *
 * <p>Deciding is done on any caller's thread, again and again until it is written: it must be quick
 * and must not write to the ledger itself.
 */
public final class Ledger {
  private static final int TRIES = 60;

  private final Table table;
  private final Agenda agenda;
  private final Clock clock;
  private final Appends appends;
  private final CaseCache cache = new CaseCache();
  private final Map<CaseKey, Desk> desks = new ConcurrentHashMap<>();
  private final ReentrantLock opening = new ReentrantLock(true);
  private final AtomicLong opened = new AtomicLong();

  /** A ledger in this table. */
  public Ledger(Table table, Agenda agenda, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.clock = clock;
    appends = new Appends(table);
  }

  /** The newest state of a case; empty if there is no such case. */
  public Optional<Case> find(CaseKey key) {
    var state = cache.get(key);
    for (var append : appends.after(key, state.map(Case::seq).orElse(0L))) {
      for (var entry : append) {
        state = Optional.of(state.orElseGet(() -> Case.empty(key)).then(entry));
      }
    }
    state.ifPresent(cache::put);
    return state;
  }

  /** A case's entries from the {@code from}-th on, in order. */
  public List<Entry> entries(CaseKey key, long from) {
    return appends.from(key, from);
  }

  /**
   * A case's appends after the one that ended with this entry, in order; all of them after 0. An
   * append has {@link Appends#MOST_LINES} entries at most.
   */
  List<List<Entry>> appendsAfter(CaseKey key, long seq) {
    return appends.after(key, seq);
  }

  /**
   * Appends to a case what is decided from its state. Goes before news that wait for the same case.
   *
   * @throws IllegalArgumentException if there is no such case
   */
  public <T> Decided<T> decide(CaseKey key, Function<Case, Decision<T>> decide) {
    var mine = new Proposal<>(Row.DECISIONS, _ -> true, decide, List.of());
    return switch (submit(key, mine)) {
      case Ending.Settled<T> settled -> settled.decided();
      case Ending.Failed<T> failed -> throw rethrown(failed.cause());
      case Ending.Elsewhere<T> _ -> throw new IllegalStateException("it is about this case");
    };
  }

  /**
   * Appends to the case that one of the correlation keys points to, or opens a new one.
   *
   * @param keys what the news is about, most telling first; afterwards all of them point to the
   *     case that it was written to
   * @param joins whether news may join this case; otherwise the next key's case is asked
   * @param decide gets the case that is joined, or a new one without entries
   */
  public <T> Decided<T> correlate(
      List<String> keys, Function<Case, Boolean> joins, Function<Case, Decision<T>> decide) {
    var names = keys.stream().distinct().toList();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      switch (joinOrOpen(names, joins::apply, decide)) {
        case Ending.Settled<T> settled -> {
          return settled.decided();
        }
        case Ending.Failed<T> failed -> throw rethrown(failed.cause());
        case Ending.Elsewhere<T> _ -> Contention.pause(attempt);
      }
    }
    throw new IllegalStateException("others keep changing what these point to: " + names);
  }

  /** The case that a correlation key points to. */
  public Optional<Case> correlated(String key) {
    return Pointers.read(table, key).flatMap(this::find);
  }

  private <T> Ending<T> joinOrOpen(
      List<String> names, Predicate<Case> joins, Function<Case, Decision<T>> decide) {
    var before = opened.get();
    var pointers = Pointers.read(table, names);
    var found = joined(pointers, joins);
    if (found.isPresent()) {
      return join(found.get(), pointers, joins, decide);
    }
    // One after the other: they would all want the same number.
    opening.lock();
    try {
      if (opened.get() == before) {
        return open(pointers, decide);
      }
      pointers = Pointers.read(table, names);
      found = joined(pointers, joins);
      if (found.isEmpty()) {
        return open(pointers, decide);
      }
    } finally {
      opening.unlock();
    }
    return join(found.get(), pointers, joins, decide);
  }

  private Optional<CaseKey> joined(Pointers pointers, Predicate<Case> joins) {
    return pointers.cases().stream().filter(key -> joins(key, joins)).findFirst();
  }

  /** What is remembered may be old: that suffices to try, but not to pass a case over. */
  private boolean joins(CaseKey key, Predicate<Case> joins) {
    return cache.get(key).filter(joins).isPresent() || find(key).filter(joins).isPresent();
  }

  private <T> Ending<T> join(
      CaseKey key, Pointers pointers, Predicate<Case> joins, Function<Case, Decision<T>> decide) {
    return submit(key, new Proposal<>(Row.NEWS, joins, decide, pointers.pointTo(key)));
  }

  private <T> Ending<T> open(Pointers pointers, Function<Case, Decision<T>> decide) {
    var beside = new ArrayList<Write>();
    var key = nextKey(beside);
    beside.addAll(pointers.pointTo(key));
    var only = new Proposal<>(Row.NEWS, _ -> true, decide, beside);
    var draft = new Draft(Case.empty(key), clock.instant());
    draft.add(only);
    if (draft.isEmpty()) {
      draft.written();
      return only.ending();
    }
    try {
      write(draft);
      opened.incrementAndGet();
    } catch (Conflict conflict) {
      draft.refused(conflict, table);
      only.end(new Ending.Elsewhere<>());
    }
    return only.ending();
  }

  private CaseKey nextKey(List<Write> writes) {
    var year = clock.instant().atZone(ZoneOffset.UTC).getYear();
    var at = new Key("counter", "cases " + year);
    var counter = table.get(at);
    var n = counter.map(item -> item.number("n")).orElse(0L) + 1;
    // In the transaction that opens the case, so that a number is never burnt or given twice.
    var next = counter.orElseGet(() -> Item.of(at, Map.of())).with("n", Long.toString(n));
    writes.add(counter.isPresent() ? new Write.Replace(next) : new Write.Create(next));
    return CaseKey.of(year, n);
  }

  private <T> Ending<T> submit(CaseKey key, Proposal<T> mine) {
    var desk = desks.compute(key, (_, d) -> (d == null ? new Desk() : d).entered());
    try {
      desk.lineUp(mine, group -> serve(key, group));
    } finally {
      desks.computeIfPresent(key, (_, d) -> d.left() ? null : d);
    }
    return mine.ending();
  }

  /** Writes what these decide, as far as there is room, or finds out who must decide anew. */
  private void serve(CaseKey key, List<Proposal<?>> group) {
    // Who tries again does so because of what somebody else wrote.
    var remembered = group.stream().anyMatch(Proposal::isAgain) ? none() : cache.get(key);
    var draft = remembered.map(state -> draft(state, group)).orElseGet(() -> read(key, group));
    if (draft.isEmpty() && remembered.isPresent()) {
      // Nothing will be written that could prove the state to be the newest.
      draft = read(key, group);
    }
    if (draft.isEmpty()) {
      draft.written();
      return;
    }
    try {
      write(draft);
    } catch (Conflict conflict) {
      var atOnce = draft.refused(conflict, table);
      var attempts = 0;
      for (var proposal : draft.members()) {
        attempts = Math.max(attempts, proposal.failedAttempt(TRIES, conflict));
      }
      if (!atOnce) {
        Contention.pause(attempts);
      }
    }
  }

  private static Optional<Case> none() {
    return Optional.empty();
  }

  private Draft read(CaseKey key, List<Proposal<?>> group) {
    var state =
        find(key).orElseThrow(() -> new IllegalArgumentException("there is no case " + key));
    return draft(state, group);
  }

  private Draft draft(Case state, List<Proposal<?>> group) {
    var draft = new Draft(state, clock.instant());
    for (var proposal : group) {
      if (!draft.add(proposal)) {
        break;
      }
    }
    return draft;
  }

  private void write(Draft draft) {
    table.write(draft.writes(agenda));
    cache.put(draft.state());
    draft.written();
    agenda.wake(draft.due());
  }

  /** An exception of whoever decided or wrote for this caller, as if it had happened here. */
  private static RuntimeException rethrown(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException e -> e;
      case Throwable e -> new IllegalStateException(e);
    };
  }
}
